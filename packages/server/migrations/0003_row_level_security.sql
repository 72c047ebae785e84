-- The second wall. Every request runs as a role that owns nothing and may bypass nothing; these policies alone
-- keep tenants apart. Who asks is said in settings local to the transaction:
--   tenantry.user_id      the signed-in user
--   tenantry.email        that user's e-mail address, only when it is verified
--   tenantry.token_hash   the hash of a token that the caller holds
--   tenantry.now          the time of the request, by the clock that all its answers go by
--   tenantry.scope        whose idempotency keys count: the caller as they came, even when they sign up on the way
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

CREATE FUNCTION tenantry.moment() RETURNS timestamptz LANGUAGE sql STABLE PARALLEL SAFE
  AS $$ SELECT coalesce(nullif(current_setting('tenantry.now', true), '')::timestamptz, now()) $$;

-- These look past the policies on purpose: a policy of user_organizations that reads user_organizations never ends.
CREATE FUNCTION tenantry.my_organizations() RETURNS SETOF uuid
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' ROWS 10 AS $$
  SELECT organization_id FROM public.user_organizations WHERE user_id = tenantry.user_id() AND is_active
$$;

CREATE FUNCTION tenantry.is_admin(organization uuid) RETURNS boolean
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT EXISTS (
    SELECT FROM public.user_organizations
    WHERE user_id = tenantry.user_id() AND organization_id = organization AND role = 'admin' AND is_active
  )
$$;

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
  WHERE i.email = tenantry.email()
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

-- The seats taken, and the seats there are, of an organization that one is in, or about to join: nothing of others.
CREATE FUNCTION tenantry.seats(organization uuid) RETURNS TABLE (taken bigint, seats integer)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT
    (SELECT count(*) FROM public.user_organizations WHERE organization_id = organization AND is_active),
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

-- A member may change which organization is the own default, and nothing else of a membership; the rest is the admins'.
CREATE FUNCTION tenantry.guard_membership() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF current_user = 'tenantry_app'
    AND (NEW.role, NEW.team_id, NEW.is_active) IS DISTINCT FROM (OLD.role, OLD.team_id, OLD.is_active)
    AND NOT tenantry.is_admin(OLD.organization_id)
  THEN
    RAISE EXCEPTION 'only an admin changes a membership' USING ERRCODE = 'insufficient_privilege';
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
  created_at, updated_at, accepted_at, accepted_by, declined_at) ON invitations TO tenantry_app;
GRANT UPDATE (email, email_confirmed_at, full_name, updated_at) ON users TO tenantry_app;
-- whom an invitation is for, and as what, never changes: there is a new one instead
GRANT UPDATE (status, token_hash, delivery_status, expires_at, updated_at, accepted_at, accepted_by, declined_at,
  decline_reason) ON invitations TO tenantry_app;
GRANT UPDATE (role, team_id, is_default, is_active, updated_at) ON user_organizations TO tenantry_app;
GRANT UPDATE (used_at, expires_at) ON email_verifications TO tenantry_app;
GRANT DELETE ON user_organizations, organization_domains, teams, idempotency_keys TO tenantry_app;
GRANT UPDATE (name, slug, google_domain, country_code, updated_at) ON organizations TO tenantry_app;
GRANT UPDATE (require_google_domain, member_limit, locale, updated_at) ON organization_settings TO tenantry_app;

-- users: oneself, the people of one's organizations, and whoever sent me an invitation that waits
CREATE POLICY read ON users FOR SELECT TO tenantry_app USING (
  id = tenantry.user_id()
  OR EXISTS (SELECT FROM user_organizations m WHERE m.user_id = users.id)
  OR id IN (SELECT i.invited_by FROM tenantry.my_invitations() i)
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
  OR EXISTS (
    SELECT FROM organization_domains d
    WHERE d.organization_id = organizations.id AND d.domain = tenantry.email_domain() AND d.verified_at IS NOT NULL
  )
);
CREATE POLICY add ON organizations FOR INSERT TO tenantry_app WITH CHECK (created_by = tenantry.user_id());
CREATE POLICY change ON organizations FOR UPDATE TO tenantry_app
  USING (tenantry.is_admin(id)) WITH CHECK (tenantry.is_admin(id));

CREATE POLICY read ON organization_settings FOR SELECT TO tenantry_app
  USING (organization_id IN (SELECT tenantry.my_organizations()));
CREATE POLICY add ON organization_settings FOR INSERT TO tenantry_app WITH CHECK (tenantry.is_admin(organization_id));
CREATE POLICY change ON organization_settings FOR UPDATE TO tenantry_app
  USING (tenantry.is_admin(organization_id)) WITH CHECK (tenantry.is_admin(organization_id));

CREATE POLICY read ON organization_domains FOR SELECT TO tenantry_app USING (
  organization_id IN (SELECT tenantry.my_organizations())
  OR (domain = tenantry.email_domain() AND verified_at IS NOT NULL)
);
-- nobody proves a domain by saying so: 'dns' is written by the owner role alone
CREATE POLICY add ON organization_domains FOR INSERT TO tenantry_app WITH CHECK (
  tenantry.is_admin(organization_id)
  AND (verified_by IS NULL OR (verified_by = 'email' AND domain = tenantry.email_domain()))
);
CREATE POLICY remove ON organization_domains FOR DELETE TO tenantry_app USING (tenantry.is_admin(organization_id));

CREATE POLICY read ON teams FOR SELECT TO tenantry_app USING (
  organization_id IN (SELECT tenantry.my_organizations())
  OR id IN (SELECT i.team_id FROM tenantry.my_invitations() i)
);
CREATE POLICY add ON teams FOR INSERT TO tenantry_app WITH CHECK (tenantry.is_admin(organization_id));
CREATE POLICY remove ON teams FOR DELETE TO tenantry_app USING (tenantry.is_admin(organization_id));

-- invitations: those of my organizations, those sent to my verified address, and the one whose token I hold
CREATE POLICY read ON invitations FOR SELECT TO tenantry_app USING (
  email = tenantry.email()
  OR token_hash = tenantry.token_hash()
  OR organization_id IN (SELECT tenantry.my_organizations())
);
CREATE POLICY add ON invitations FOR INSERT TO tenantry_app WITH CHECK (
  organization_id IN (SELECT tenantry.my_organizations()) AND invited_by = tenantry.user_id() AND status = 'pending'
  AND (role <> 'admin' OR tenantry.is_admin(organization_id))
);
CREATE POLICY answer ON invitations FOR UPDATE TO tenantry_app
  USING (email = tenantry.email() AND status = 'pending' AND expires_at > tenantry.moment())
  WITH CHECK (
    email = tenantry.email()
    AND ((status = 'accepted' AND accepted_by = tenantry.user_id()) OR status = 'declined')
  );
-- What a role permits is the host's to say and the server's to ask; this table knows of one role only. So the tightest rule
-- that fits every host: admins manage all invitations, whoever sent one manages that, and a member may tidy away what ran
-- out, for that is in the way of a new one.
CREATE POLICY manage ON invitations FOR UPDATE TO tenantry_app
  USING (
    tenantry.is_admin(organization_id)
    OR (
      organization_id IN (SELECT tenantry.my_organizations())
      AND (invited_by = tenantry.user_id() OR (status = 'pending' AND expires_at <= tenantry.moment()))
    )
  )
  WITH CHECK (
    (tenantry.is_admin(organization_id) AND status IN ('pending', 'revoked', 'expired'))
    OR (
      organization_id IN (SELECT tenantry.my_organizations())
      AND (
        status = 'expired'
        OR (invited_by = tenantry.user_id() AND status = 'revoked')
        -- a new token for the invitation of an admin opens the door to one: only admins renew those
        OR (invited_by = tenantry.user_id() AND status = 'pending' AND role <> 'admin')
      )
    )
  );

CREATE POLICY read ON user_organizations FOR SELECT TO tenantry_app USING (
  user_id = tenantry.user_id() OR organization_id IN (SELECT tenantry.my_organizations())
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
CREATE POLICY change ON user_organizations FOR UPDATE TO tenantry_app
  USING (user_id = tenantry.user_id() OR tenantry.is_admin(organization_id))
  WITH CHECK (user_id = tenantry.user_id() OR tenantry.is_admin(organization_id));
CREATE POLICY remove ON user_organizations FOR DELETE TO tenantry_app
  USING (user_id = tenantry.user_id() OR tenantry.is_admin(organization_id));

CREATE POLICY read ON membership_requests FOR SELECT TO tenantry_app
  USING (user_id = tenantry.user_id() OR tenantry.is_admin(organization_id));
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

CREATE POLICY read ON audit_events FOR SELECT TO tenantry_app
  USING (organization_id IN (SELECT tenantry.my_organizations()));
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
