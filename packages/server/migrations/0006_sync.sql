-- What lives at the provider too. It follows what stands in the other tables, so nothing here says what to do: a row of
-- sync_items says that something may differ at the provider, and whoever works on it looks at what is true by then. Done twice,
-- late or in another order, that comes to the same.

CREATE TABLE provider_organizations (
  -- no foreign key: the row outlives its organization until that is gone at the provider as well
  organization_id uuid PRIMARY KEY,
  -- the provider's own id; null until it is known
  provider_id text CONSTRAINT provider_organizations_provider_id_unique UNIQUE,
  -- what it was to be created with, by which it may be found again
  slug text NOT NULL,
  -- local_only: the provider has it not, and is asked nothing about its members until it has
  status text NOT NULL CHECK (status IN ('pending', 'synced', 'local_only')),
  -- what the provider said last, when it was no success
  error text,
  -- since when the status holds
  since timestamptz NOT NULL,
  -- a creation may have been sent since, whose answer nobody heard: written down before it is sent
  unknown_since timestamptz,
  CONSTRAINT provider_organizations_synced CHECK (status <> 'synced' OR provider_id IS NOT NULL)
);

CREATE TABLE sync_items (
  organization_id uuid NOT NULL REFERENCES provider_organizations ON DELETE CASCADE,
  kind text NOT NULL CHECK (kind IN ('organization', 'member', 'invitation', 'mark')),
  -- the organization, the user, or the invited address
  target_id uuid NOT NULL,
  -- who they were at the provider, for a user who is gone by now; of an invitation the address
  subject text,
  -- counts the changes: whoever worked on an older one is not done
  version bigint NOT NULL DEFAULT 1,
  attempts integer NOT NULL DEFAULT 0,
  error text,
  created_at timestamptz NOT NULL,
  next_at timestamptz NOT NULL,
  -- until then somebody works on it: nobody hastens that
  held_until timestamptz,
  PRIMARY KEY (organization_id, kind, target_id)
);
CREATE INDEX sync_items_due ON sync_items (next_at);

-- Accounts that are being made at the provider: noted before it is asked, and gone with the commit of the user who has it.
-- What stays was of no use, or is not known to be there: it is looked for by its marker, and removed where no user has it.
CREATE TABLE pending_accounts (
  marker uuid PRIMARY KEY,
  email text NOT NULL,
  -- who it is at the provider, once that is known
  issuer text,
  subject text,
  attempts integer NOT NULL DEFAULT 0,
  error text,
  created_at timestamptz NOT NULL,
  next_at timestamptz NOT NULL,
  -- until then somebody works on it
  held_until timestamptz NOT NULL,
  CONSTRAINT pending_accounts_identity CHECK ((issuer IS NULL) = (subject IS NULL))
);
CREATE INDEX pending_accounts_due ON pending_accounts (next_at);
CREATE INDEX pending_accounts_email ON pending_accounts (email);

CREATE FUNCTION tenantry.begin_account(made_with uuid, address text, until timestamptz) RETURNS void
  LANGUAGE sql SECURITY DEFINER SET search_path = '' AS $$
  INSERT INTO public.pending_accounts (marker, email, created_at, next_at, held_until)
  VALUES (made_with, address, tenantry.moment(), until, until)
$$;

CREATE FUNCTION tenantry.keep_account(made_with uuid) RETURNS void
  LANGUAGE sql SECURITY DEFINER SET search_path = '' AS $$
  DELETE FROM public.pending_accounts WHERE marker = made_with
$$;

-- A change never hastens a retry: the provider is away, or asked for a pause. While an organization is being linked, whoever
-- changes it waits for that, or is waited for: what is not noted here is taken along there.
CREATE FUNCTION tenantry.note_sync(organization uuid, what text, target uuid, at_provider text) RETURNS void
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
  PERFORM FROM public.provider_organizations WHERE organization_id = organization AND status = 'local_only' FOR SHARE;
  INSERT INTO public.sync_items (organization_id, kind, target_id, subject, created_at, next_at)
  SELECT organization, what, target, at_provider, moment, moment
  FROM public.provider_organizations p, coalesce(tenantry.moment(), now()) AS moment
  WHERE p.organization_id = organization AND (what = 'organization' OR p.status <> 'local_only')
  ON CONFLICT (organization_id, kind, target_id) DO UPDATE
    SET version = public.sync_items.version + 1, subject = coalesce(excluded.subject, public.sync_items.subject);
END $$;

CREATE FUNCTION tenantry.adopts() RETURNS boolean LANGUAGE sql STABLE
  AS $$ SELECT coalesce(current_setting('tenantry.adopts', true) = 'on', false) $$;

CREATE FUNCTION tenantry.note_member() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
  row public.user_organizations := CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
BEGIN
  -- What was heard from the provider is true there.
  IF tenantry.adopts() THEN
    RETURN NULL;
  END IF;
  -- With the organization itself all of its members go.
  IF TG_OP = 'DELETE' AND NOT EXISTS (SELECT FROM public.organizations WHERE id = row.organization_id) THEN
    RETURN NULL;
  END IF;
  PERFORM tenantry.note_sync(row.organization_id, 'member', row.user_id,
    (SELECT subject FROM public.identities WHERE user_id = row.user_id ORDER BY created_at LIMIT 1));
  RETURN NULL;
END $$;

CREATE TRIGGER note_member AFTER INSERT OR UPDATE OF role, is_active OR DELETE ON user_organizations
  FOR EACH ROW EXECUTE FUNCTION tenantry.note_member();

CREATE FUNCTION tenantry.note_organization() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
  IF tenantry.adopts() THEN
    RETURN NULL;
  END IF;
  PERFORM tenantry.note_sync(OLD.id, 'organization', OLD.id, NULL);
  RETURN NULL;
END $$;

CREATE TRIGGER note_organization AFTER UPDATE OF name, slug OR DELETE ON organizations
  FOR EACH ROW EXECUTE FUNCTION tenantry.note_organization();

-- Somebody who signs in by the provider for the first time has been a member all along.
CREATE FUNCTION tenantry.note_identity() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
  PERFORM tenantry.note_sync(organization_id, 'member', user_id, NEW.subject)
  FROM public.user_organizations WHERE user_id = NEW.user_id;
  RETURN NULL;
END $$;

CREATE TRIGGER note_identity AFTER INSERT ON identities FOR EACH ROW EXECUTE FUNCTION tenantry.note_identity();

-- Only for an organization that is made in this very transaction, by its founder. Nobody takes it from the request that makes
-- it: the provider is asked within that, and by a job only when it did not get to the end; or, when it is known to be away, by
-- a job alone.
CREATE FUNCTION tenantry.begin_sync(organization uuid, until timestamptz, obstacle text) RETURNS void
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
  INSERT INTO public.provider_organizations (organization_id, slug, status, error, since, unknown_since)
  SELECT id, slug, CASE WHEN obstacle IS NULL THEN 'pending' ELSE 'local_only' END, obstacle, created_at,
    CASE WHEN obstacle IS NULL THEN created_at END
  FROM public.organizations WHERE id = organization AND created_by = tenantry.user_id()
  ON CONFLICT DO NOTHING;
  PERFORM tenantry.note_sync(organization, 'organization', organization, NULL);
  UPDATE public.sync_items SET next_at = until, held_until = CASE WHEN obstacle IS NULL THEN until END
  WHERE organization_id = organization AND kind = 'organization' AND version = 1;
END $$;

-- Writes down what is about to be made at the provider before anybody sees it here. Should the request not get to its end, a job
-- finds no organization, and removes what there is at the provider.
CREATE FUNCTION tenantry.reserve_sync(organization uuid, handle text, until timestamptz) RETURNS void
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
  IF EXISTS (SELECT FROM public.organizations WHERE slug = handle) THEN
    RAISE EXCEPTION 'the slug is taken' USING ERRCODE = 'unique_violation', CONSTRAINT = 'organizations_slug_unique';
  END IF;
  IF EXISTS (SELECT FROM public.organizations WHERE id = organization) THEN
    RAISE EXCEPTION 'the organization is there already' USING ERRCODE = 'insufficient_privilege';
  END IF;
  INSERT INTO public.provider_organizations (organization_id, slug, status, since, unknown_since)
  VALUES (organization, handle, 'pending', tenantry.moment(), tenantry.moment());
  INSERT INTO public.sync_items (organization_id, kind, target_id, created_at, next_at, held_until)
  VALUES (organization, 'organization', organization, tenantry.moment(), until, until);
END $$;

-- Binds what was made at the provider to the organization that this very transaction makes of it, unless a job took it already.
CREATE FUNCTION tenantry.adopt_sync(organization uuid, at_provider text, sure boolean) RETURNS void
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
  UPDATE public.sync_items SET next_at = tenantry.moment()
  WHERE organization_id = organization AND kind = 'organization' AND attempts = 0
    AND EXISTS (SELECT FROM public.organizations WHERE id = organization AND created_by = tenantry.user_id());
  IF NOT FOUND THEN
    RAISE EXCEPTION 'it took too long to create the organization at the provider' USING ERRCODE = 'lock_not_available';
  END IF;
  -- An answer that names the organization of somebody else names none: ours is found by its marker then.
  UPDATE public.provider_organizations SET provider_id = at_provider
  WHERE organization_id = organization AND NOT EXISTS (SELECT FROM public.provider_organizations WHERE provider_id = at_provider);
  IF sure AND FOUND THEN
    UPDATE public.provider_organizations SET status = 'synced', unknown_since = NULL WHERE organization_id = organization;
    DELETE FROM public.sync_items WHERE organization_id = organization AND kind = 'organization';
  END IF;
END $$;

-- Lets an admin try again at once what waits for later, and is not under way.
CREATE FUNCTION tenantry.retry_sync(organization uuid) RETURNS void
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
  IF NOT tenantry.may(organization, 'organization:update') THEN
    RAISE EXCEPTION 'the role of the caller does not permit this' USING ERRCODE = 'insufficient_privilege';
  END IF;
  IF EXISTS (SELECT FROM public.provider_organizations WHERE organization_id = organization AND status <> 'synced') THEN
    PERFORM tenantry.note_sync(organization, 'organization', organization, NULL);
  END IF;
  UPDATE public.sync_items SET next_at = greatest(tenantry.moment(), held_until)
  WHERE organization_id = organization AND next_at > tenantry.moment();
END $$;

-- Webhooks come twice; what was heard once is done with.
CREATE TABLE webhook_events (
  provider text NOT NULL,
  event_id text NOT NULL,
  received_at timestamptz NOT NULL,
  PRIMARY KEY (provider, event_id)
);
CREATE INDEX webhook_events_received ON webhook_events (received_at);

-- when the facts that are known of an account were true at the provider: what comes late changes nothing
ALTER TABLE identities ADD COLUMN changed_at timestamptz;

ALTER TABLE webhook_events ENABLE ROW LEVEL SECURITY;
ALTER TABLE provider_organizations ENABLE ROW LEVEL SECURITY;
ALTER TABLE sync_items ENABLE ROW LEVEL SECURITY;
ALTER TABLE pending_accounts ENABLE ROW LEVEL SECURITY;
REVOKE ALL ON ALL FUNCTIONS IN SCHEMA tenantry FROM PUBLIC;
GRANT EXECUTE ON FUNCTION tenantry.begin_sync, tenantry.reserve_sync, tenantry.adopt_sync, tenantry.retry_sync,
  tenantry.begin_account, tenantry.keep_account TO tenantry_app;
GRANT SELECT ON provider_organizations, sync_items TO tenantry_app;
CREATE POLICY read_own ON provider_organizations FOR SELECT TO tenantry_app
  USING (organization_id IN (SELECT tenantry.my_organizations()));
CREATE POLICY read_managed ON sync_items FOR SELECT TO tenantry_app
  USING (tenantry.may(organization_id, 'organization:update'));
