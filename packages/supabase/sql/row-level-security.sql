-- Lets supabase-js read the tables of Tenantry directly, under the rules that hold for its own server, and write nothing.
-- Run it as the owner of the tables after the server's migrations, and again after every later one: it derives everything that it
-- can from the policies of the server (role tenantry_app), so that there is no second copy of them.
--
-- Who asks is what auth.uid() and auth.jwt() say, which PostgREST has verified: the identity is issuer and subject, never an e-mail,
-- and nothing that stands in user_metadata counts, for people write that themselves.
-- What depends on the permissions of roles, which the host names, stays with the server: the audit log, and other people's requests to join.

BEGIN;

-- Whether Supabase's API is asking, whose settings are not the server's. The role is that of the request, also where a function runs
-- as its owner.
CREATE OR REPLACE FUNCTION tenantry.asks_by_supabase() RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE
  AS $$ SELECT current_setting('role') IN ('anon', 'authenticated') $$;

-- Whoever is signed in at Supabase, as the server knows them; nobody before their first request to the server.
CREATE OR REPLACE FUNCTION tenantry.supabase_user_id() RETURNS uuid
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT user_id FROM public.identities
  WHERE provider = auth.jwt() ->> 'iss' AND subject = auth.uid()::text AND current_setting('role') = 'authenticated'
$$;

-- The address that the server holds for proved. What an administrator vouched for counts from the person's own proof on, and an
-- address that changed at Supabase since proves nothing yet.
CREATE OR REPLACE FUNCTION tenantry.supabase_email() RETURNS text
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT email FROM public.users
  WHERE id = tenantry.supabase_user_id() AND email_confirmed_at IS NOT NULL
    AND lower(email) = lower(coalesce(auth.jwt() ->> 'email', email))
    AND (NOT email_vouched OR date_trunc('second', email_confirmed_at) <= to_timestamp((auth.jwt() ->> 'iat')::numeric))
$$;

REVOKE ALL ON FUNCTION tenantry.asks_by_supabase, tenantry.supabase_user_id, tenantry.supabase_email FROM PUBLIC;
GRANT EXECUTE ON FUNCTION tenantry.asks_by_supabase, tenantry.supabase_user_id, tenantry.supabase_email TO tenantry_app;

-- The server says who asks in settings of its transaction. Supabase's API must not be able to: there these answer by the token alone.
CREATE OR REPLACE FUNCTION tenantry.user_id() RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT CASE WHEN tenantry.asks_by_supabase() THEN tenantry.supabase_user_id()
    ELSE nullif(current_setting('tenantry.user_id', true), '')::uuid END
$$;
CREATE OR REPLACE FUNCTION tenantry.email() RETURNS text LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT CASE WHEN tenantry.asks_by_supabase() THEN tenantry.supabase_email()
    ELSE nullif(current_setting('tenantry.email', true), '') END
$$;
CREATE OR REPLACE FUNCTION tenantry.scope() RETURNS text LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT nullif(current_setting('tenantry.scope', true), '') WHERE NOT tenantry.asks_by_supabase()
$$;
CREATE OR REPLACE FUNCTION tenantry.token_hash() RETURNS text LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT nullif(current_setting('tenantry.token_hash', true), '') WHERE NOT tenantry.asks_by_supabase()
$$;
CREATE OR REPLACE FUNCTION tenantry.organization_id() RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT nullif(current_setting('tenantry.organization_id', true), '')::uuid WHERE NOT tenantry.asks_by_supabase()
$$;
CREATE OR REPLACE FUNCTION tenantry.is_super_admin() RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT NOT tenantry.asks_by_supabase() AND coalesce(current_setting('tenantry.super_admin', true) = 'on', false)
$$;
CREATE OR REPLACE FUNCTION tenantry.roles() RETURNS jsonb LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT nullif(current_setting('tenantry.roles', true), '')::jsonb WHERE NOT tenantry.asks_by_supabase()
$$;
CREATE OR REPLACE FUNCTION tenantry.moment() RETURNS timestamptz LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT CASE WHEN tenantry.asks_by_supabase() THEN now()
    ELSE coalesce(nullif(current_setting('tenantry.now', true), '')::timestamptz, now()) END
$$;

DO $$
DECLARE
  -- what the server keeps for itself
  own CONSTANT text[] := ARRAY['identities', 'email_verifications', 'idempotency_keys', 'audit_events'];
  -- what its requests do not reach either, so that no policy names it
  closed CONSTANT regclass[] := ARRAY['public.webhook_events', 'public.pending_accounts', 'public.provider_arrivals']::regclass[];
  one record;
BEGIN
  -- with nothing on the path, every name in what follows comes out with its schema
  PERFORM set_config('search_path', '', true);

  -- Supabase gives both roles every right to whatever is made in `public`
  FOR one IN
    SELECT c.oid::regclass AS name FROM pg_catalog.pg_class c
    WHERE c.relkind IN ('r', 'p') AND (c.oid = ANY (closed) OR EXISTS (
      SELECT FROM pg_catalog.pg_policy p WHERE p.polrelid = c.oid AND 'tenantry_app'::regrole::oid = ANY (p.polroles)
    ))
  LOOP
    EXECUTE format('REVOKE ALL ON %s FROM PUBLIC, anon, authenticated', one.name);
    EXECUTE format('DROP POLICY IF EXISTS supabase_read ON %s', one.name);
  END LOOP;

  -- a policy for each of the server's own that reads, and the columns that the server may read; who asks is looked up once, and not
  -- for every row
  FOR one IN
    SELECT p.polrelid, p.polrelid::regclass AS name,
      string_agg('(' || regexp_replace(pg_get_expr(p.polqual, p.polrelid),
        'tenantry\.(user_id|email|email_domain|token_hash|organization_id|is_super_admin|moment)\(\)', '(SELECT tenantry.\1())', 'g') || ')',
        ' OR ') AS rule
    FROM pg_catalog.pg_policy p JOIN pg_catalog.pg_class c ON c.oid = p.polrelid
    WHERE p.polcmd = 'r' AND 'tenantry_app'::regrole::oid = ANY (p.polroles)
      AND c.relnamespace = 'public'::regnamespace AND c.relname <> ALL (own)
    GROUP BY p.polrelid
  LOOP
    EXECUTE format('CREATE POLICY supabase_read ON %s FOR SELECT TO authenticated USING (%s)', one.name, one.rule);
    EXECUTE format('GRANT SELECT (%s) ON %s TO authenticated', (
      SELECT string_agg(quote_ident(attname), ', ') FROM pg_catalog.pg_attribute
      WHERE attrelid = one.polrelid AND attnum > 0 AND NOT attisdropped
        AND has_column_privilege('tenantry_app', attrelid, attnum, 'SELECT')
    ), one.name);
  END LOOP;

  -- the functions that these rules ask, and those that they ask as the caller; none of them is in a schema that the API shows
  GRANT USAGE ON SCHEMA tenantry TO authenticated;
  FOR one IN
    SELECT DISTINCT d.refobjid::regprocedure AS name
    FROM pg_catalog.pg_policy p
    JOIN pg_catalog.pg_depend d ON d.classid = 'pg_catalog.pg_policy'::regclass AND d.objid = p.oid
      AND d.refclassid = 'pg_catalog.pg_proc'::regclass
    JOIN pg_catalog.pg_proc f ON f.oid = d.refobjid AND f.pronamespace = 'tenantry'::regnamespace
    WHERE p.polname = 'supabase_read'
    UNION SELECT unnest(ARRAY['tenantry.email()', 'tenantry.asks_by_supabase()', 'tenantry.supabase_user_id()',
      'tenantry.supabase_email()']::regprocedure[])
  LOOP
    EXECUTE format('GRANT EXECUTE ON FUNCTION %s TO authenticated', one.name);
  END LOOP;
END $$;

COMMIT;
