-- The second wall. Every request runs as a role that owns nothing and may bypass nothing; these policies alone
-- keep tenants apart. Who asks is said in settings local to the transaction:
--   tenantry.user_id      the signed-in user
--   tenantry.email        that user's e-mail address, only when it is verified
--   tenantry.token_hash   the hash of a token that the caller holds
--   tenantry.organization_id  the one organization that the request is about; then no other is open to it
--   tenantry.super_admin  'on' for those who may act as an admin of the organization that the request is about
--   tenantry.roles        what each role permits, as the host says: { "<role>": ["<permission>", …] }
--   tenantry.now          the time of the request, by the clock that all its answers go by
--   tenantry.scope        whose idempotency keys count: the caller as they came, even when they sign up on the way
-- What the policies of long lists ask of them is selected: once for each statement, not once for each row.
-- Owners are exempt (no FORCE): migrations and the functions below need to see all rows.

-- tenantry_auth may touch the tables of a provider that lives in this database, and nothing of ours.
DO $$
DECLARE
  name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['tenantry_app', 'tenantry_auth'] LOOP
    -- roles belong to the whole server: another database, or another process, may be first
    BEGIN
      EXECUTE format('CREATE ROLE %I NOLOGIN NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE', name);
    EXCEPTION WHEN duplicate_object OR unique_violation THEN
      NULL;
    END;
    IF NOT pg_has_role(current_user, name, 'MEMBER') THEN
      EXECUTE format('GRANT %I TO CURRENT_USER', name);
    END IF;
  END LOOP;
END $$;

CREATE FUNCTION tenantry.user_id() RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE
  AS $$ SELECT nullif(current_setting('tenantry.user_id', true), '')::uuid $$;

CREATE FUNCTION tenantry.email() RETURNS text LANGUAGE sql STABLE PARALLEL SAFE
  AS $$ SELECT nullif(current_setting('tenantry.email', true), '') $$;

CREATE FUNCTION tenantry.email_domain() RETURNS text LANGUAGE sql STABLE PARALLEL SAFE
  AS $$ SELECT split_part(tenantry.email(), '@', 2) $$;

CREATE FUNCTION tenantry.scope() RETURNS text LANGUAGE sql STABLE PARALLEL SAFE
  AS $$ SELECT nullif(current_setting('tenantry.scope', true), '') $$;

CREATE FUNCTION tenantry.token_hash() RETURNS text LANGUAGE sql STABLE PARALLEL SAFE
  AS $$ SELECT nullif(current_setting('tenantry.token_hash', true), '') $$;

CREATE FUNCTION tenantry.organization_id() RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE
  AS $$ SELECT nullif(current_setting('tenantry.organization_id', true), '')::uuid $$;

CREATE FUNCTION tenantry.is_super_admin() RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE
  AS $$ SELECT coalesce(current_setting('tenantry.super_admin', true) = 'on', false) $$;

CREATE FUNCTION tenantry.moment() RETURNS timestamptz LANGUAGE sql STABLE PARALLEL SAFE
  AS $$ SELECT coalesce(nullif(current_setting('tenantry.now', true), '')::timestamptz, now()) $$;

-- what each role permits, as the host says
CREATE FUNCTION tenantry.roles() RETURNS jsonb LANGUAGE sql STABLE PARALLEL SAFE
  AS $$ SELECT nullif(current_setting('tenantry.roles', true), '')::jsonb $$;

-- These look past the policies on purpose: a policy of user_organizations that reads user_organizations never ends.
CREATE FUNCTION tenantry.my_organizations() RETURNS SETOF uuid
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' ROWS 10 AS $$
  SELECT organization_id FROM public.user_organizations
  WHERE tenantry.organization_id() IS NULL AND user_id = tenantry.user_id() AND is_active
  UNION ALL
  SELECT tenantry.organization_id() WHERE tenantry.is_super_admin() AND tenantry.organization_id() IS NOT NULL
  UNION ALL
  -- selected, so that the plan, which is kept, is not made for the size of the organization that happened to be asked for first
  SELECT organization_id FROM public.user_organizations
  WHERE user_id = (SELECT tenantry.user_id()) AND organization_id = (SELECT tenantry.organization_id()) AND is_active
    AND NOT tenantry.is_super_admin()
$$;

CREATE FUNCTION tenantry.is_admin(organization uuid) RETURNS boolean
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT EXISTS (
    SELECT FROM public.user_organizations
    WHERE user_id = tenantry.user_id() AND organization_id = organization AND role = 'admin' AND is_active
  ) OR (tenantry.is_super_admin() AND organization = tenantry.organization_id())
$$;

-- Whether the caller's role, as it is now, permits something in an organization. What a role permits is the host's to say.
CREATE FUNCTION tenantry.may(organization uuid, permission text) RETURNS boolean
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT EXISTS (
    SELECT FROM public.user_organizations
    WHERE user_id = tenantry.user_id() AND organization_id = organization AND is_active
      AND tenantry.roles() -> role ? permission
  ) OR (tenantry.is_super_admin() AND organization = tenantry.organization_id())
$$;

-- One page of the members of an organization that is open to the caller, one of whose words begins with each of those asked for:
-- sorted by 'name', '-name', 'joined_at' or '-joined_at', or as they come, and with a role and in a team if either is given.
-- A function, because policies keep the operators of full-text search from their index. Whoever is found is looked at before
-- they are sorted: walking all names until a page is full takes longest for those at the end of the alphabet. Words begin with the
-- organization already; asked for it by `=`, PostgreSQL would collect all its members beside those found.
CREATE FUNCTION tenantry.find_members(
  organization uuid, asked text, of_role text, of_team uuid, sorting text, after_value text, after_id uuid, most integer
) RETURNS SETOF uuid
  LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' ROWS 50 AS $$
DECLARE
  wanted tsquery := (
    SELECT string_agg(quote_literal(organization || ':' || word) || ':*', ' & ')::tsquery
    FROM unnest(tenantry.words(asked)) AS word
  );
  sorted_by text := CASE ltrim(sorting, '-') WHEN 'name' THEN 'sort_name' WHEN 'joined_at' THEN 'created_at' END;
  beyond text := CASE left(sorting, 1) WHEN '-' THEN '<' ELSE '>' END;
  direction text := CASE left(sorting, 1) WHEN '-' THEN 'DESC' ELSE 'ASC' END;
  after_key text := CASE sorted_by
    WHEN 'created_at' THEN 'timestamptz ''epoch'' + $5::bigint * interval ''1 microsecond''' ELSE '$5' END;
BEGIN
  IF organization NOT IN (SELECT tenantry.my_organizations()) THEN
    RETURN;
  END IF;
  RETURN QUERY EXECUTE
    'WITH found AS ' || CASE WHEN sorting IS NULL THEN 'NOT ' ELSE '' END || 'MATERIALIZED (
      SELECT id, sort_name, created_at FROM public.user_organizations
      WHERE words @@ $2 AND organization_id IS NOT DISTINCT FROM $1 AND ($3 IS NULL OR role = $3) AND ($4 IS NULL OR team_id = $4)
    ) SELECT id FROM found'
    || CASE WHEN after_id IS NULL THEN '' ELSE format(' WHERE (%I, id) %s (%s, $6)', sorted_by, beyond, after_key) END
    || CASE WHEN sorting IS NULL THEN '' ELSE format(' ORDER BY %I %s, id %s', sorted_by, direction, direction) END
    || ' LIMIT $7'
    USING organization, wanted, of_role, of_team, after_value, after_id, most;
END $$;

-- True only between the first two steps of creating an organization.
CREATE FUNCTION tenantry.is_founder(organization uuid) RETURNS boolean
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT EXISTS (SELECT FROM public.organizations WHERE id = organization AND created_by = tenantry.user_id())
    AND NOT EXISTS (SELECT FROM public.user_organizations WHERE organization_id = organization)
$$;

-- Invitations that wait for the caller's verified address, and the one that waits and whose token the caller holds: only
-- they open the names around them. One that was answered, withdrawn, or ran out opens nothing any more.
CREATE FUNCTION tenantry.my_invitations()
  RETURNS TABLE (id uuid, organization_id uuid, team_id uuid, invited_by uuid, email text)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' ROWS 5 AS $$
  SELECT i.id, i.organization_id, i.team_id, i.invited_by, i.email FROM public.invitations i
  WHERE (i.email = tenantry.email() OR i.token_hash = tenantry.token_hash())
    AND i.status = 'pending' AND i.expires_at > tenantry.moment()
$$;

-- The invitation whose token the caller holds, whatever became of it; requests may not read hashes themselves.
CREATE FUNCTION tenantry.held_invitation() RETURNS uuid
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT i.id FROM public.invitations i WHERE i.token_hash = tenantry.token_hash()
$$;

-- What the caller answered in this very transaction: whoever leaves, or is removed, does not come back by the same
-- invitation, and writes down nothing more about it.
CREATE FUNCTION tenantry.answered_now()
  RETURNS TABLE (id uuid, organization_id uuid, status text, role text, team_id uuid)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' ROWS 1 AS $$
  SELECT i.id, i.organization_id, i.status, i.role, i.team_id FROM public.invitations i
  WHERE i.email = tenantry.email() AND i.status IN ('accepted', 'declined')
    AND ((i.status = 'accepted' AND i.accepted_by = tenantry.user_id()) OR i.status = 'declined')
    AND i.xmin = pg_current_xact_id_if_assigned()::xid
$$;

-- Whether the address that the caller holds an invitation to belongs to an account.
CREATE FUNCTION tenantry.account_exists(address text) RETURNS boolean
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT EXISTS (SELECT FROM public.users WHERE email = address AND email_confirmed_at IS NOT NULL)
    AND address IN (SELECT i.email FROM tenantry.my_invitations() i)
$$;

-- The user behind an identity, for a provider that found the identity by an address.
CREATE FUNCTION tenantry.user_of(identity_provider text, identity_subject text) RETURNS uuid
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT user_id FROM public.identities WHERE provider = identity_provider AND subject = identity_subject
$$;

-- By what name a provider knows people (seed 002, `clerkUserId`): oneself, and whoever is, founded or invited somewhere that is open
-- to the caller. Of several names the oldest, so that it never changes.
CREATE FUNCTION tenantry.subjects(people uuid[]) RETURNS TABLE (user_id uuid, subject text)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' ROWS 50 AS $$
  WITH open AS MATERIALIZED (SELECT tenantry.my_organizations() AS id)
  SELECT DISTINCT ON (i.user_id) i.user_id, i.subject FROM public.identities i
  WHERE i.user_id = ANY (people) AND (
    i.user_id = tenantry.user_id()
    OR i.user_id IN (SELECT v.invited_by FROM tenantry.my_invitations() v)
    OR EXISTS (SELECT FROM public.user_organizations m WHERE m.user_id = i.user_id AND m.organization_id IN (SELECT id FROM open))
    OR EXISTS (SELECT FROM public.organizations o WHERE o.created_by = i.user_id AND o.id IN (SELECT id FROM open))
    OR EXISTS (SELECT FROM public.invitations v WHERE v.invited_by = i.user_id AND v.organization_id IN (SELECT id FROM open))
  )
  ORDER BY i.user_id, i.created_at, i.provider, i.subject
$$;

-- The seats taken, and the seats there are, of an organization that one is in, or about to join: nothing of others.
CREATE FUNCTION tenantry.seats(organization uuid) RETURNS TABLE (taken bigint, seats integer)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT
    (SELECT active_members::bigint FROM public.organizations WHERE id = organization),
    (SELECT member_limit FROM public.organization_settings WHERE organization_id = organization)
  WHERE organization IN (
    SELECT * FROM tenantry.my_organizations()
    UNION ALL SELECT i.organization_id FROM tenantry.my_invitations() i
    UNION ALL SELECT a.organization_id FROM tenantry.answered_now() a WHERE a.status = 'accepted'
    UNION ALL SELECT d.organization_id FROM public.organization_domains d
      WHERE d.domain = tenantry.email_domain() AND d.verified_by = 'dns'
  )
$$;

-- Whether the caller's address is one that an organization lets in: any, unless it requires its own domain.
CREATE FUNCTION tenantry.admits(organization uuid) RETURNS boolean
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT EXISTS (
    SELECT FROM public.organizations o JOIN public.organization_settings s ON s.organization_id = o.id
    WHERE o.id = organization AND (NOT s.require_google_domain OR o.google_domain = tenantry.email_domain())
  )
$$;

-- Slugs are unique across tenants, so one must be able to ask about those of others.
CREATE FUNCTION tenantry.taken_slugs(candidates text[]) RETURNS SETOF text
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT slug FROM public.organizations WHERE slug = ANY (candidates)
$$;

-- Seed 003 tells "not yours" (403) from "not there" (404): whether an invitation exists, and nothing else of it.
CREATE FUNCTION tenantry.invitation_exists(invitation uuid) RETURNS boolean
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT EXISTS (SELECT FROM public.invitations WHERE id = invitation)
$$;

-- Joining an organization means waiting for one's turn there; the one who joins may not update its row.
CREATE FUNCTION tenantry.lock_organization(organization uuid) RETURNS boolean
  LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
  SELECT EXISTS (SELECT FROM public.organizations WHERE id = organization FOR NO KEY UPDATE)
$$;

-- Notes that the server saw the DNS record of a domain, for a caller who may manage domains there; no request may write that itself.
CREATE FUNCTION tenantry.prove_domain(proved uuid) RETURNS void
  LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
  UPDATE public.organization_domains SET verified_by = 'dns', verified_at = tenantry.moment()
  WHERE id = proved AND verified_by IS DISTINCT FROM 'dns'
    AND organization_id IN (SELECT tenantry.my_organizations()) AND tenantry.may(organization_id, 'domains:manage')
$$;

-- What keeps an admin from creating a user: the address or the username of somebody else, another domain than the required one, or
-- no free seat. It reaches across tenants, so only an admin of the organization may ask (seed 004: 409 for either).
CREATE FUNCTION tenantry.obstacle_to_user(organization uuid, address text, name text, active boolean) RETURNS text
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT CASE
    WHEN NOT tenantry.is_admin(organization) OR organization NOT IN (SELECT tenantry.my_organizations())
      THEN 'NOT_AUTHORIZED'
    -- what the organization itself is a reason for comes first: else one that lets nobody in could ask for the addresses of all
    WHEN s.require_google_domain AND o.google_domain IS DISTINCT FROM split_part(address, '@', 2) THEN 'DOMAIN_REQUIRED'
    WHEN active AND o.active_members >= s.member_limit THEN 'ORGANIZATION_FULL'
    -- an address that nobody proved, and no administrator gave, is anybody's
    WHEN EXISTS (
      SELECT FROM public.users u WHERE u.email = address AND (u.email_confirmed_at IS NOT NULL OR u.email_vouched)
    ) THEN 'ACCOUNT_EXISTS'
    WHEN EXISTS (SELECT FROM public.users u WHERE u.username = name) THEN 'USERNAME_EXISTS'
  END
  FROM public.organizations o JOIN public.organization_settings s ON s.organization_id = o.id
  WHERE o.id = organization
$$;

-- An admin creates a user, the identity that signs them in, and the membership: all new, and nothing for anybody who is there already.
-- The address stays unproved: an administrator's word opens no invitation and no domain of others.
CREATE FUNCTION tenantry.add_user(
  organization uuid, person uuid, address text, identity_provider text, identity_subject text,
  name text, login text, telephone text, membership uuid, membership_role text, active boolean,
  of_department text, of_designation text, of_employee_id text
) RETURNS integer LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
  given integer;
BEGIN
  PERFORM FROM public.organizations WHERE id = organization FOR NO KEY UPDATE;
  IF tenantry.obstacle_to_user(organization, address, login, active) IS NOT NULL
    OR NOT coalesce(tenantry.roles() ? membership_role, false)
  THEN
    RAISE EXCEPTION 'the caller may not create this user' USING ERRCODE = 'insufficient_privilege';
  END IF;
  INSERT INTO public.users
    (id, email, email_vouched, full_name, username, phone, must_change_password, created_at, updated_at)
  VALUES (person, address, true, name, login, telephone, true, tenantry.moment(), tenantry.moment())
  RETURNING number INTO STRICT given;
  INSERT INTO public.identities (provider, subject, user_id, created_at)
  VALUES (identity_provider, identity_subject, person, tenantry.moment());
  INSERT INTO public.user_organizations
    (id, user_id, organization_id, role, is_active, joined_via, department, designation, employee_id, created_at, updated_at)
  VALUES (membership, person, organization, membership_role, active, 'added', of_department, of_designation,
    of_employee_id, tenantry.moment(), tenantry.moment());
  RETURN given;
END $$;

-- Changes what an account shows everywhere, and of that only what is named: for its owner, and for an admin whose organization is the
-- only one that it belongs to. Answers what stands in the way, and null when it is done.
CREATE FUNCTION tenantry.update_user(organization uuid, person uuid, changes jsonb) RETURNS text
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
  -- whoever joins another organization meanwhile waits for this row
  PERFORM FROM public.users WHERE id = person FOR NO KEY UPDATE;
  IF person IS DISTINCT FROM tenantry.user_id() THEN
    IF NOT tenantry.is_admin(organization)
      OR organization NOT IN (SELECT tenantry.my_organizations())
      OR NOT EXISTS (SELECT FROM public.user_organizations WHERE user_id = person AND organization_id = organization)
    THEN
      RETURN 'NOT_AUTHORIZED';
    END IF;
    IF NOT tenantry.is_super_admin()
      AND EXISTS (SELECT FROM public.user_organizations WHERE user_id = person AND organization_id <> organization)
    THEN
      RETURN 'ACCOUNT_SHARED';
    END IF;
  END IF;
  UPDATE public.users SET
    full_name = coalesce(changes ->> 'full_name', full_name),
    username = coalesce(changes ->> 'username', username),
    phone = CASE WHEN changes ? 'phone' THEN changes ->> 'phone' ELSE phone END,
    updated_at = tenantry.moment()
  WHERE id = person;
  RETURN NULL;
END $$;

-- When the caller signed in last, as the newest of their access tokens says. Any request may do this, whatever it has locked, so it
-- waits for nobody: whoever holds the row is most likely writing down the same.
CREATE FUNCTION tenantry.record_login(person uuid, moment timestamptz) RETURNS void
  LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
  UPDATE public.users SET last_login_at = greatest(last_login_at, moment) WHERE id = (
    SELECT id FROM public.users WHERE id = person AND id = tenantry.user_id() FOR NO KEY UPDATE SKIP LOCKED
  )
$$;

-- A member may change which organization is the own default, and what department and designation say, and nothing else of a
-- membership; the rest is for those whose role permits it, and what concerns admins is for admins. Who is in which team is also for
-- those who manage teams.
CREATE FUNCTION tenantry.guard_membership() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF current_user = 'tenantry_app'
    AND (
      (NEW.role, NEW.team_id, NEW.is_active, NEW.employee_id)
        IS DISTINCT FROM (OLD.role, OLD.team_id, OLD.is_active, OLD.employee_id)
      OR OLD.user_id <> tenantry.user_id()
    )
    AND NOT (
      tenantry.may(OLD.organization_id, 'members:update')
      AND ('admin' NOT IN (OLD.role, NEW.role) OR tenantry.is_admin(OLD.organization_id))
    )
    AND NOT (
      (NEW.role, NEW.is_active, NEW.is_default, NEW.department, NEW.designation, NEW.employee_id)
        IS NOT DISTINCT FROM (OLD.role, OLD.is_active, OLD.is_default, OLD.department, OLD.designation, OLD.employee_id)
      AND tenantry.may(OLD.organization_id, 'teams:manage')
    )
  THEN
    RAISE EXCEPTION 'the role of the caller does not permit to change this membership'
      USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END $$;

CREATE TRIGGER guard_membership BEFORE UPDATE ON user_organizations
  FOR EACH ROW EXECUTE FUNCTION tenantry.guard_membership();

ALTER TABLE users ENABLE ROW LEVEL SECURITY;
ALTER TABLE identities ENABLE ROW LEVEL SECURITY;
ALTER TABLE organizations ENABLE ROW LEVEL SECURITY;
ALTER TABLE organization_settings ENABLE ROW LEVEL SECURITY;
ALTER TABLE organization_domains ENABLE ROW LEVEL SECURITY;
ALTER TABLE teams ENABLE ROW LEVEL SECURITY;
ALTER TABLE invitations ENABLE ROW LEVEL SECURITY;
ALTER TABLE user_organizations ENABLE ROW LEVEL SECURITY;
ALTER TABLE membership_requests ENABLE ROW LEVEL SECURITY;
ALTER TABLE email_verifications ENABLE ROW LEVEL SECURITY;
ALTER TABLE audit_events ENABLE ROW LEVEL SECURITY;
ALTER TABLE idempotency_keys ENABLE ROW LEVEL SECURITY;

REVOKE ALL ON ALL FUNCTIONS IN SCHEMA tenantry FROM PUBLIC;
GRANT USAGE ON SCHEMA public, tenantry TO tenantry_app;
GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA tenantry TO tenantry_app;

GRANT SELECT, INSERT ON users, identities, organizations, organization_settings, organization_domains, teams,
  user_organizations, membership_requests, email_verifications, audit_events, idempotency_keys
  TO tenantry_app;
-- a hash is compared, never read, and why somebody declined is not for every colleague
GRANT INSERT, SELECT (id, organization_id, email, role, team_id, status, invited_by, delivery_status, expires_at,
  created_at, updated_at, accepted_at, accepted_by, declined_at, number, resent_at, token_shown) ON invitations TO tenantry_app;
GRANT UPDATE (email, email_confirmed_at, full_name, updated_at) ON users TO tenantry_app;
-- whom an invitation is for, and as what, never changes: there is a new one instead
GRANT UPDATE (status, token_hash, token_shown, delivery_status, expires_at, resent_at, updated_at, accepted_at, accepted_by, declined_at,
  decline_reason) ON invitations TO tenantry_app;
GRANT UPDATE (role, team_id, is_default, is_active, department, designation, employee_id, updated_at)
  ON user_organizations TO tenantry_app;
GRANT UPDATE (used_at, expires_at) ON email_verifications TO tenantry_app;
GRANT DELETE ON user_organizations, organization_domains, teams, idempotency_keys, organizations TO tenantry_app;
GRANT UPDATE (name, updated_at) ON teams TO tenantry_app;
GRANT UPDATE (status, decided_at, decided_by) ON membership_requests TO tenantry_app;
GRANT UPDATE (name, slug, google_domain, country_code, logo_url, updated_at) ON organizations TO tenantry_app;
-- seats are sold by the host, not taken by the tenant
GRANT UPDATE (require_google_domain, locale, updated_at) ON organization_settings TO tenantry_app;

-- users: oneself, the people of one's organizations, whoever asks to become one of them, and whoever sent me an invitation that
-- waits
CREATE POLICY read ON users FOR SELECT TO tenantry_app USING (
  id = tenantry.user_id()
  -- before the next one, which looks up all organizations of somebody who asks about none of them in particular
  OR id IN (SELECT i.invited_by FROM tenantry.my_invitations() i)
  OR EXISTS (SELECT FROM user_organizations m WHERE m.user_id = users.id)
  OR EXISTS (SELECT FROM membership_requests r WHERE r.user_id = users.id)
);
-- nobody proves an address by saying so: the provider said it, or the caller holds the token that was mailed there
CREATE POLICY add ON users FOR INSERT TO tenantry_app
  WITH CHECK (id = tenantry.user_id() AND (email_confirmed_at IS NULL OR email = tenantry.email()));
CREATE POLICY change ON users FOR UPDATE TO tenantry_app
  USING (id = tenantry.user_id())
  WITH CHECK (id = tenantry.user_id() AND (
    email_confirmed_at IS NULL
    OR email = tenantry.email()
    OR EXISTS (
      SELECT FROM email_verifications v
      WHERE v.token_hash = tenantry.token_hash() AND v.user_id = users.id AND v.email = users.email
    )
  ));

CREATE POLICY read ON identities FOR SELECT TO tenantry_app USING (user_id = tenantry.user_id());
CREATE POLICY add ON identities FOR INSERT TO tenantry_app WITH CHECK (user_id = tenantry.user_id());

-- organizations: mine, those whose invitation waits for me, and those that own the domain of my verified address; one that suspended
-- me keeps its name for me, or `organization-status` could not say where I belong
CREATE POLICY read ON organizations FOR SELECT TO tenantry_app USING (
  EXISTS (SELECT FROM user_organizations m WHERE m.organization_id = organizations.id AND m.user_id = tenantry.user_id())
  OR id IN (SELECT i.organization_id FROM tenantry.my_invitations() i)
  OR (tenantry.is_super_admin() AND id = tenantry.organization_id())
  OR EXISTS (
    SELECT FROM organization_domains d
    WHERE d.organization_id = organizations.id AND d.domain = tenantry.email_domain() AND d.verified_at IS NOT NULL
  )
);
CREATE POLICY add ON organizations FOR INSERT TO tenantry_app WITH CHECK (created_by = tenantry.user_id());
CREATE POLICY change ON organizations FOR UPDATE TO tenantry_app
  USING (tenantry.may(id, 'organization:update')) WITH CHECK (tenantry.may(id, 'organization:update'));
CREATE POLICY remove ON organizations FOR DELETE TO tenantry_app USING (tenantry.may(id, 'organization:delete'));

CREATE POLICY read ON organization_settings FOR SELECT TO tenantry_app
  USING (organization_id IN (SELECT tenantry.my_organizations()));
CREATE POLICY add ON organization_settings FOR INSERT TO tenantry_app WITH CHECK (tenantry.is_admin(organization_id));
CREATE POLICY change ON organization_settings FOR UPDATE TO tenantry_app
  USING (tenantry.may(organization_id, 'organization:update'))
  WITH CHECK (tenantry.may(organization_id, 'organization:update'));

CREATE POLICY read ON organization_domains FOR SELECT TO tenantry_app USING (
  organization_id IN (SELECT tenantry.my_organizations())
  OR (domain = tenantry.email_domain() AND verified_at IS NOT NULL)
);
-- nobody proves a domain by saying so: 'dns' is written by prove_domain alone
CREATE POLICY add ON organization_domains FOR INSERT TO tenantry_app WITH CHECK (
  (tenantry.is_admin(organization_id) OR tenantry.may(organization_id, 'domains:manage'))
  AND (verified_by IS NULL OR (verified_by = 'email' AND domain = tenantry.email_domain()))
);
CREATE POLICY remove ON organization_domains FOR DELETE TO tenantry_app
  USING (tenantry.may(organization_id, 'domains:manage'));

CREATE POLICY read ON teams FOR SELECT TO tenantry_app USING (
  organization_id IN (SELECT tenantry.my_organizations())
  OR id IN (SELECT i.team_id FROM tenantry.my_invitations() i)
);
CREATE POLICY add ON teams FOR INSERT TO tenantry_app WITH CHECK (tenantry.may(organization_id, 'teams:manage'));
CREATE POLICY change ON teams FOR UPDATE TO tenantry_app
  USING (tenantry.may(organization_id, 'teams:manage')) WITH CHECK (tenantry.may(organization_id, 'teams:manage'));
CREATE POLICY remove ON teams FOR DELETE TO tenantry_app USING (tenantry.may(organization_id, 'teams:manage'));

-- invitations: those of my organizations, those sent to my verified address, and the one whose token I hold
CREATE POLICY read ON invitations FOR SELECT TO tenantry_app USING (
  email = (SELECT tenantry.email())
  OR token_hash = (SELECT tenantry.token_hash())
  OR organization_id IN (SELECT tenantry.my_organizations())
);
CREATE POLICY add ON invitations FOR INSERT TO tenantry_app WITH CHECK (
  tenantry.may(organization_id, 'invitations:create') AND invited_by = tenantry.user_id() AND status = 'pending'
  AND (role <> 'admin' OR tenantry.is_admin(organization_id))
);
CREATE POLICY answer ON invitations FOR UPDATE TO tenantry_app
  USING (email = tenantry.email() AND status = 'pending' AND expires_at > tenantry.moment())
  WITH CHECK (
    email = tenantry.email()
    AND ((status = 'accepted' AND accepted_by = tenantry.user_id()) OR status = 'declined')
  );
-- Whoever may withdraw invitations manages all but those of admins, which are for admins; whoever sent one manages that; and a
-- member may tidy away what ran out, for that is in the way of a new one.
CREATE FUNCTION tenantry.manages(organization uuid, sender uuid, invited_role text) RETURNS boolean
  LANGUAGE sql STABLE SET search_path = '' AS $$
  SELECT CASE
    WHEN tenantry.is_admin(organization) THEN true
    WHEN sender = tenantry.user_id() AND organization IN (SELECT tenantry.my_organizations()) THEN true
    ELSE invited_role <> 'admin' AND tenantry.may(organization, 'invitations:delete')
  END
$$;
GRANT EXECUTE ON FUNCTION tenantry.manages TO tenantry_app;

CREATE POLICY manage ON invitations FOR UPDATE TO tenantry_app
  USING (
    tenantry.manages(organization_id, invited_by, role)
    OR (
      organization_id IN (SELECT tenantry.my_organizations()) AND status = 'pending' AND expires_at <= tenantry.moment()
    )
  )
  WITH CHECK (
    (status = 'expired' AND organization_id IN (SELECT tenantry.my_organizations()))
    OR (status = 'revoked' AND tenantry.manages(organization_id, invited_by, role))
    -- a new token for the invitation of an admin opens the door to one: only admins renew those
    OR (
      status = 'pending' AND tenantry.manages(organization_id, invited_by, role)
      AND (role <> 'admin' OR tenantry.is_admin(organization_id))
    )
  );

CREATE POLICY read ON user_organizations FOR SELECT TO tenantry_app USING (
  user_id = (SELECT tenantry.user_id()) OR organization_id IN (SELECT tenantry.my_organizations())
);
-- a membership is founded, or given by an accepted invitation with just its role and team, or opened by a proved domain
CREATE POLICY add ON user_organizations FOR INSERT TO tenantry_app WITH CHECK (
  user_id = tenantry.user_id() AND (
    (joined_via = 'created' AND role = 'admin' AND tenantry.is_founder(organization_id))
    OR (joined_via = 'invitation' AND tenantry.admits(organization_id) AND EXISTS (
      SELECT FROM tenantry.answered_now() i
      WHERE i.id = user_organizations.invitation_id
        AND i.organization_id = user_organizations.organization_id
        AND i.status = 'accepted'
        AND i.role = user_organizations.role
        AND i.team_id IS NOT DISTINCT FROM user_organizations.team_id
    ))
    OR (joined_via = 'google_domain' AND role <> 'admin' AND tenantry.admits(organization_id) AND EXISTS (
      SELECT FROM organization_domains d
      WHERE d.organization_id = user_organizations.organization_id
        AND d.domain = tenantry.email_domain()
        AND d.verified_by = 'dns'
    ))
  )
);
-- or asked for, and granted in this very transaction by somebody who may
CREATE POLICY approve ON user_organizations FOR INSERT TO tenantry_app WITH CHECK (
  joined_via = 'request' AND tenantry.may(organization_id, 'members:update')
  AND (role <> 'admin' OR tenantry.is_admin(organization_id))
  AND EXISTS (
    SELECT FROM membership_requests r
    WHERE r.organization_id = user_organizations.organization_id AND r.user_id = user_organizations.user_id
      AND r.status = 'approved' AND r.decided_by = tenantry.user_id() AND r.xmin = pg_current_xact_id_if_assigned()::xid
  )
);
-- which columns, and to what, is for guard_membership to say
CREATE POLICY change ON user_organizations FOR UPDATE TO tenantry_app
  USING (
    user_id = tenantry.user_id()
    OR tenantry.may(organization_id, 'members:update')
    OR tenantry.may(organization_id, 'teams:manage')
  )
  WITH CHECK (
    user_id = tenantry.user_id()
    OR tenantry.may(organization_id, 'members:update')
    OR tenantry.may(organization_id, 'teams:manage')
  );
-- whoever is suspended stays: who could leave could come back by an open door
CREATE POLICY remove ON user_organizations FOR DELETE TO tenantry_app USING (
  (user_id = tenantry.user_id() AND is_active)
  OR (tenantry.may(organization_id, 'members:delete') AND (role <> 'admin' OR tenantry.is_admin(organization_id)))
);

CREATE POLICY read ON membership_requests FOR SELECT TO tenantry_app
  USING (
    user_id = (SELECT tenantry.user_id())
    OR organization_id IN (SELECT id FROM tenantry.my_organizations() AS id WHERE tenantry.may(id, 'members:update'))
  );
CREATE POLICY decide ON membership_requests FOR UPDATE TO tenantry_app
  USING (status = 'pending' AND tenantry.may(organization_id, 'members:update'))
  WITH CHECK (
    status IN ('approved', 'denied') AND decided_by = tenantry.user_id()
    AND tenantry.may(organization_id, 'members:update')
  );
CREATE POLICY add ON membership_requests FOR INSERT TO tenantry_app WITH CHECK (
  user_id = tenantry.user_id() AND status = 'pending' AND tenantry.admits(organization_id) AND EXISTS (
    SELECT FROM organization_domains d
    WHERE d.organization_id = membership_requests.organization_id
      AND d.domain = tenantry.email_domain()
      AND d.verified_at IS NOT NULL
  )
);

-- a verification is seen by whoever holds its token, and by whom it is for: a new one ends those before it
CREATE POLICY read ON email_verifications FOR SELECT TO tenantry_app
  USING (token_hash = tenantry.token_hash() OR user_id = tenantry.user_id());
CREATE POLICY add ON email_verifications FOR INSERT TO tenantry_app WITH CHECK (user_id = tenantry.user_id());
CREATE POLICY change ON email_verifications FOR UPDATE TO tenantry_app
  USING (token_hash = tenantry.token_hash() OR user_id = tenantry.user_id())
  WITH CHECK (token_hash = tenantry.token_hash() OR user_id = tenantry.user_id());

CREATE POLICY read ON audit_events FOR SELECT TO tenantry_app USING (
  -- asked once, not of every row
  organization_id IN (SELECT id FROM tenantry.my_organizations() AS id WHERE tenantry.may(id, 'audit:read'))
);
CREATE POLICY add ON audit_events FOR INSERT TO tenantry_app WITH CHECK (
  actor_id = tenantry.user_id() AND (
    organization_id IS NULL
    OR organization_id IN (SELECT tenantry.my_organizations())
    OR organization_id IN (SELECT i.organization_id FROM tenantry.answered_now() i)
    OR EXISTS (
      SELECT FROM membership_requests r
      WHERE r.organization_id = audit_events.organization_id AND r.user_id = tenantry.user_id() AND r.status = 'pending'
    )
  )
);

CREATE POLICY own ON idempotency_keys TO tenantry_app
  USING (scope = tenantry.scope()) WITH CHECK (scope = tenantry.scope());
