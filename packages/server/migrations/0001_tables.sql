-- Tables of the product. Names come from seed 003; ids are UUIDv7, made by the application.

CREATE SCHEMA IF NOT EXISTS tenantry;

CREATE TABLE users (
  id uuid PRIMARY KEY,
  -- for the integer ids of seed 004
  number integer GENERATED ALWAYS AS IDENTITY CONSTRAINT users_number_unique UNIQUE,
  email text,
  email_confirmed_at timestamptz,
  -- an administrator gave the address, and the provider confirmed it at their word: the person still has to prove it
  email_vouched boolean NOT NULL DEFAULT false,
  full_name text NOT NULL DEFAULT '',
  username text CONSTRAINT users_username_unique UNIQUE,
  phone text,
  -- an administrator chose the password, and the person has not changed it yet
  must_change_password boolean NOT NULL DEFAULT false,
  last_login_at timestamptz,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  -- addresses are stored in the one canonical form that the application makes
  CONSTRAINT users_email_printable CHECK (email ~ '^[^[:space:][:cntrl:]]+@[a-z0-9.-]+$'),
  CONSTRAINT users_username_form CHECK (username ~ '^[a-z0-9][a-z0-9._-]{1,48}[a-z0-9]$')
);
CREATE INDEX users_email ON users (email);

CREATE TABLE identities (
  provider text NOT NULL,
  subject text NOT NULL,
  -- null for an account that is nobody's and about to be removed: nobody may come to sign in with it meanwhile
  user_id uuid REFERENCES users ON DELETE CASCADE,
  created_at timestamptz NOT NULL,
  PRIMARY KEY (provider, subject)
);
CREATE INDEX identities_user ON identities (user_id);

CREATE TABLE organizations (
  id uuid PRIMARY KEY,
  number integer GENERATED ALWAYS AS IDENTITY CONSTRAINT organizations_number_unique UNIQUE,
  name text NOT NULL,
  slug text NOT NULL,
  google_domain text,
  country_code text NOT NULL,
  logo_url text CHECK (char_length(logo_url) <= 2048),
  -- kept by a trigger: counting tens of thousands of rows for every page of a list would make large tenants slow
  members integer NOT NULL DEFAULT 0,
  active_members integer NOT NULL DEFAULT 0,
  created_by uuid REFERENCES users ON DELETE SET NULL,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  CONSTRAINT organizations_slug_unique UNIQUE (slug),
  CONSTRAINT organizations_name_length CHECK (char_length(name) BETWEEN 2 AND 100),
  CONSTRAINT organizations_slug_form CHECK (slug ~ '^[a-z0-9][a-z0-9-]{1,48}[a-z0-9]$'),
  CONSTRAINT organizations_country_form CHECK (country_code ~ '^[A-Z]{2}$')
);
CREATE INDEX organizations_created_by ON organizations (created_by);

CREATE TABLE organization_settings (
  organization_id uuid PRIMARY KEY REFERENCES organizations ON DELETE CASCADE,
  require_google_domain boolean NOT NULL DEFAULT false,
  member_limit integer CHECK (member_limit > 0),
  locale text NOT NULL DEFAULT 'en',
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL
);

CREATE TABLE organization_domains (
  id uuid PRIMARY KEY,
  organization_id uuid NOT NULL REFERENCES organizations ON DELETE CASCADE,
  domain text NOT NULL,
  -- 'email': the founder's own verified address is there; people may ask to join. 'dns': proved; people may join.
  verified_by text CHECK (verified_by IN ('email', 'dns')),
  verified_at timestamptz,
  created_at timestamptz NOT NULL,
  CONSTRAINT organization_domains_unique UNIQUE (organization_id, domain),
  CONSTRAINT organization_domains_verified CHECK ((verified_by IS NULL) = (verified_at IS NULL))
);
CREATE INDEX organization_domains_domain ON organization_domains (domain) WHERE verified_at IS NOT NULL;
CREATE UNIQUE INDEX organization_domains_one_owner ON organization_domains (domain) WHERE verified_by = 'dns';

CREATE TABLE teams (
  id uuid PRIMARY KEY,
  organization_id uuid NOT NULL REFERENCES organizations ON DELETE CASCADE,
  name text NOT NULL CHECK (char_length(name) BETWEEN 1 AND 100),
  members integer NOT NULL DEFAULT 0,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  -- lets a row name its team and its organization together, so that no team of another tenant fits
  CONSTRAINT teams_organization UNIQUE (id, organization_id)
);
-- two names that differ in case alone would be one to whoever reads them
CREATE UNIQUE INDEX teams_name_unique ON teams (organization_id, lower(name));

CREATE TABLE invitations (
  id uuid PRIMARY KEY,
  number integer GENERATED ALWAYS AS IDENTITY CONSTRAINT invitations_number_unique UNIQUE,
  organization_id uuid NOT NULL REFERENCES organizations ON DELETE CASCADE,
  email text NOT NULL,
  role text NOT NULL,
  team_id uuid,
  status text NOT NULL DEFAULT 'pending' CHECK (status IN ('pending', 'accepted', 'declined', 'revoked', 'expired')),
  -- SHA-256 of the token, in hex; the token itself is in the mail and nowhere else
  token_hash text NOT NULL,
  -- a member was shown the token, to hand it over: whoever comes with it did not get it from the mailbox
  token_shown boolean NOT NULL DEFAULT false,
  -- which member that was: kept by a trigger
  shown_to uuid REFERENCES users ON DELETE SET NULL,
  invited_by uuid REFERENCES users ON DELETE SET NULL,
  delivery_status text NOT NULL DEFAULT 'queued' CHECK (delivery_status IN ('queued', 'sent', 'failed')),
  expires_at timestamptz NOT NULL,
  -- when it was sent anew; the next time has to wait a while
  resent_at timestamptz,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  accepted_at timestamptz,
  accepted_by uuid REFERENCES users ON DELETE SET NULL,
  declined_at timestamptz,
  decline_reason text CHECK (char_length(decline_reason) <= 500),
  CONSTRAINT invitations_token_unique UNIQUE (token_hash),
  CONSTRAINT invitations_team FOREIGN KEY (team_id, organization_id) REFERENCES teams (id, organization_id)
    ON DELETE SET NULL (team_id),
  CONSTRAINT invitations_accepted CHECK ((status = 'accepted') = (accepted_at IS NOT NULL)),
  CONSTRAINT invitations_declined CHECK ((status = 'declined') = (declined_at IS NOT NULL))
);
-- at most one pending invitation per organization and address
CREATE UNIQUE INDEX invitations_one_pending ON invitations (organization_id, email) WHERE status = 'pending';
CREATE INDEX invitations_inbox ON invitations (email, created_at) WHERE status = 'pending';
-- lists walk these; addresses compare by bytes, the one order that every database and language agrees on
CREATE INDEX invitations_outbox ON invitations (organization_id, created_at, id);
CREATE INDEX invitations_outbox_by_status ON invitations (organization_id, status, created_at, id);
CREATE INDEX invitations_outbox_by_email ON invitations (organization_id, email COLLATE "C");
-- those that ran out, among all that wait
CREATE INDEX invitations_outbox_expiry ON invitations (organization_id, expires_at) WHERE status = 'pending';
CREATE INDEX invitations_expiry ON invitations (expires_at) WHERE status = 'pending';
-- what somebody has answered
CREATE INDEX invitations_answered ON invitations (email) WHERE status IN ('accepted', 'declined');
CREATE INDEX invitations_invited_by ON invitations (invited_by);
CREATE INDEX invitations_accepted_by ON invitations (accepted_by);
CREATE INDEX invitations_shown_to ON invitations (shown_to) WHERE shown_to IS NOT NULL;
CREATE INDEX invitations_by_team ON invitations (team_id) WHERE team_id IS NOT NULL;

CREATE TABLE user_organizations (
  id uuid PRIMARY KEY,
  user_id uuid NOT NULL REFERENCES users ON DELETE CASCADE,
  organization_id uuid NOT NULL REFERENCES organizations ON DELETE CASCADE,
  role text NOT NULL,
  team_id uuid,
  is_default boolean NOT NULL,
  is_active boolean NOT NULL DEFAULT true,
  -- 'added': an administrator made the account (seed 004)
  joined_via text NOT NULL CHECK (joined_via IN ('created', 'invitation', 'google_domain', 'request', 'added')),
  department text,
  designation text,
  employee_id text,
  -- copies of the user's name and address, kept by a trigger, for lists to be sorted and searched by an index of the tenant's own
  sort_name text COLLATE "C" NOT NULL DEFAULT '',
  words tsvector NOT NULL DEFAULT '',
  invitation_id uuid REFERENCES invitations ON DELETE SET NULL,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  CONSTRAINT user_organizations_member_unique UNIQUE (user_id, organization_id),
  -- an invitation gives one membership, once
  CONSTRAINT user_organizations_invitation_unique UNIQUE (invitation_id),
  CONSTRAINT user_organizations_team FOREIGN KEY (team_id, organization_id) REFERENCES teams (id, organization_id)
    ON DELETE SET NULL (team_id)
);
-- never two defaults; that there is one is the job of a trigger
CREATE UNIQUE INDEX user_organizations_one_default ON user_organizations (user_id) WHERE is_default;
CREATE INDEX user_organizations_members ON user_organizations (organization_id, created_at, id);
CREATE INDEX user_organizations_by_name ON user_organizations (organization_id, sort_name, id);
CREATE INDEX user_organizations_by_role ON user_organizations (organization_id, role, sort_name, id);
CREATE INDEX user_organizations_words ON user_organizations USING gin (words) WITH (fastupdate = off);
CREATE INDEX user_organizations_admins ON user_organizations (organization_id) WHERE role = 'admin' AND is_active;
CREATE INDEX user_organizations_by_team ON user_organizations (team_id, sort_name, id) WHERE team_id IS NOT NULL;

-- To PostgreSQL every organization is large, as one of a hundred: an average of many small ones would let it walk through the
-- 50,000 members of one in search of one of them.
ALTER TABLE user_organizations ALTER COLUMN organization_id SET (n_distinct = 100);
ALTER TABLE invitations ALTER COLUMN organization_id SET (n_distinct = 100);

CREATE TABLE membership_requests (
  id uuid PRIMARY KEY,
  organization_id uuid NOT NULL REFERENCES organizations ON DELETE CASCADE,
  user_id uuid NOT NULL REFERENCES users ON DELETE CASCADE,
  status text NOT NULL DEFAULT 'pending' CHECK (status IN ('pending', 'approved', 'denied')),
  created_at timestamptz NOT NULL,
  decided_at timestamptz,
  decided_by uuid REFERENCES users ON DELETE SET NULL,
  CONSTRAINT membership_requests_decided CHECK ((status = 'pending') = (decided_at IS NULL))
);
CREATE UNIQUE INDEX membership_requests_one_pending ON membership_requests (organization_id, user_id)
  WHERE status = 'pending';
CREATE INDEX membership_requests_inbox ON membership_requests (organization_id, status, created_at, id);
CREATE INDEX membership_requests_user ON membership_requests (user_id);
CREATE INDEX membership_requests_decided_by ON membership_requests (decided_by);

CREATE TABLE email_verifications (
  id uuid PRIMARY KEY,
  user_id uuid NOT NULL REFERENCES users ON DELETE CASCADE,
  email text NOT NULL,
  token_hash text NOT NULL UNIQUE,
  created_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL,
  used_at timestamptz
);
CREATE INDEX email_verifications_user ON email_verifications (user_id);
CREATE INDEX email_verifications_expiry ON email_verifications (expires_at);

CREATE TABLE audit_events (
  id uuid PRIMARY KEY,
  organization_id uuid REFERENCES organizations ON DELETE CASCADE,
  actor_id uuid REFERENCES users ON DELETE SET NULL,
  -- In byte order, so that all events of one noun stand together.
  action text COLLATE "C" NOT NULL,
  target_type text NOT NULL,
  target_id uuid NOT NULL,
  data jsonb NOT NULL DEFAULT '{}',
  -- where the request came from, as the host trusts it
  ip text,
  created_at timestamptz NOT NULL
);
CREATE INDEX audit_events_organization ON audit_events (organization_id, created_at, id);
CREATE INDEX audit_events_by_action ON audit_events (organization_id, action, created_at, id);
CREATE INDEX audit_events_by_actor ON audit_events (organization_id, actor_id, created_at, id);
CREATE INDEX audit_events_by_target ON audit_events (organization_id, target_id, created_at, id);
CREATE INDEX audit_events_actor ON audit_events (actor_id);

CREATE TABLE idempotency_keys (
  -- whose key it is: a user id, or 'anonymous'
  scope text NOT NULL,
  method text NOT NULL,
  path text NOT NULL,
  key text NOT NULL,
  request_hash text NOT NULL,
  -- of a request that takes longer than a transaction, until it is answered: what it makes, so that nobody else ends it
  run uuid,
  status integer,
  -- json, not jsonb: a repeated answer has its fields in the order of the first one, byte for byte
  answer json,
  created_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL,
  CONSTRAINT idempotency_keys_unique PRIMARY KEY (scope, method, path, key),
  CONSTRAINT idempotency_keys_answered CHECK ((run IS NULL) = (status IS NOT NULL AND answer IS NOT NULL))
);
CREATE INDEX idempotency_keys_expiry ON idempotency_keys (expires_at);
CREATE INDEX idempotency_keys_run ON idempotency_keys (run) WHERE run IS NOT NULL;

-- The words of a name or an address, without case and accents: written and asked for by this one function. The letters that
-- are named here are accented too, as people see it, and not as Unicode does.
CREATE FUNCTION tenantry.folded(value text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT replace(replace(replace(replace(
    translate(regexp_replace(normalize(lower(value), NFKD), '[\u0300-\u036f]', '', 'g'), 'łøđðħŧıŋ', 'loddhtin'),
    'ß', 'ss'), 'æ', 'ae'), 'œ', 'oe'), 'þ', 'th')
$$;

CREATE FUNCTION tenantry.words(value text) RETURNS text[] LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT coalesce(array_agg(DISTINCT word), '{}')
  FROM regexp_split_to_table(tenantry.folded(value), '[^[:alnum:]]+') AS word WHERE word <> ''
$$;

-- Takes the turn for a key, then looks for the answer of an earlier request. A function, because one statement sees the
-- table as it was before the turn was given, and would miss an answer that was committed in between.
CREATE FUNCTION tenantry.claim_key(of_scope text, of_method text, of_path text, of_key text, moment timestamptz)
  RETURNS TABLE (free boolean, request_hash text, status integer, answer json)
  LANGUAGE plpgsql VOLATILE STRICT SET search_path = '' AS $$
DECLARE
  over boolean;
BEGIN
  free := pg_try_advisory_xact_lock(hashtextextended(concat_ws(' ', of_scope, of_method, of_path, of_key), 0));
  SELECT k.request_hash, k.status, k.answer, k.expires_at <= moment INTO request_hash, status, answer, over
  FROM public.idempotency_keys k
  WHERE (k.scope, k.method, k.path, k.key) = (of_scope, of_method, of_path, of_key);
  IF over THEN
    -- run out, but not swept yet: the key is free again
    request_hash := NULL;
    status := NULL;
    answer := NULL;
    IF free THEN
      DELETE FROM public.idempotency_keys k
      WHERE (k.scope, k.method, k.path, k.key) = (of_scope, of_method, of_path, of_key) AND k.expires_at <= moment;
    END IF;
  ELSIF request_hash IS NOT NULL AND status IS NULL THEN
    free := false;
    request_hash := NULL;
  END IF;
  RETURN NEXT;
END $$;
