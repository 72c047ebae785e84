-- Who asks, and what may be asked about them. A request says it in settings local to its transaction:
--   tenantry.user_id      the signed-in user
--   tenantry.email        that user's e-mail address, only when it is verified
--   tenantry.token_hash   the hash of a token that the caller holds
--   tenantry.organization_id  the one organization that the request is about; then no other is open to it
--   tenantry.super_admin  'on' for those who may act as an admin of the organization that the request is about
--   tenantry.roles        what each role permits, as the host says: { "<role>": ["<permission>", …] }
--   tenantry.now          the time of the request, by the clock that all its answers go by
--   tenantry.scope        whose idempotency keys count: the caller as they came, even when they sign up on the way

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
