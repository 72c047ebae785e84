-- Invitations that the provider mails, where the host wants that. A row says that somebody asked for one; which of them should
-- wait at the provider follows from `invitations`, and a row of sync_items says that an address may be another story there.

CREATE TABLE provider_invitations (
  -- the later one of an invitation is that of a later mail
  id bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY,
  invitation_id uuid NOT NULL REFERENCES invitations ON DELETE CASCADE,
  organization_id uuid NOT NULL REFERENCES provider_organizations ON DELETE CASCADE,
  email text NOT NULL,
  -- the provider's own id; null until it is known
  provider_id text,
  -- asked: it is to be sent; sent: it waits there; over: it waits there no more; refused: the provider does not send it
  status text NOT NULL DEFAULT 'asked' CHECK (status IN ('asked', 'sent', 'accepted', 'over', 'refused')),
  -- since when one may be under way whose answer nobody heard
  attempted_at timestamptz,
  -- when it has to be looked at, since its time may be over
  ends_at timestamptz NOT NULL,
  ended_at timestamptz,
  CONSTRAINT provider_invitations_sent CHECK (status <> 'sent' OR provider_id IS NOT NULL)
);
CREATE INDEX provider_invitations_by_address ON provider_invitations (organization_id, email);
CREATE INDEX provider_invitations_by_invitation ON provider_invitations (invitation_id, id);
CREATE INDEX provider_invitations_by_provider_id ON provider_invitations (provider_id);
CREATE INDEX provider_invitations_ending ON provider_invitations (ends_at) WHERE status = 'sent';

-- What somebody became at the provider who has not been seen here: it comes true with their first sight.
CREATE TABLE provider_arrivals (
  organization_id uuid NOT NULL REFERENCES provider_organizations ON DELETE CASCADE,
  subject text NOT NULL,
  -- of whose tokens the subject is one
  issuers text[] NOT NULL,
  -- every role that the provider's may stand for; null for nobody, any more
  roles text[],
  -- what they accepted there, when that is known
  invitation_id uuid REFERENCES invitations ON DELETE SET NULL,
  -- when it was so: what comes late changes nothing
  changed_at timestamptz NOT NULL,
  PRIMARY KEY (organization_id, subject)
);
CREATE INDEX provider_arrivals_by_subject ON provider_arrivals (subject);

-- why the provider did not send an invitation
ALTER TABLE invitations ADD COLUMN delivery_error text;

-- One address of an organization is one matter: two workers never have it at once.
CREATE FUNCTION tenantry.note_address(organization uuid, address text) RETURNS void
  LANGUAGE sql SECURITY DEFINER SET search_path = '' AS $$
  SELECT tenantry.note_sync(
    organization, 'invitation', left(encode(sha256(convert_to(address, 'UTF8')), 'hex'), 32)::uuid, address
  )
$$;

-- Only for invitations that are written in this very transaction.
CREATE FUNCTION tenantry.ask_provider(wanted uuid[]) RETURNS void
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
  asked record;
BEGIN
  FOR asked IN
    INSERT INTO public.provider_invitations (invitation_id, organization_id, email, ends_at)
    SELECT i.id, i.organization_id, i.email, i.expires_at
    FROM public.invitations i JOIN public.provider_organizations p ON p.organization_id = i.organization_id
    WHERE i.id = ANY (wanted) AND i.status = 'pending' AND i.xmin = pg_current_xact_id_if_assigned()::xid
    RETURNING organization_id, email
  LOOP
    PERFORM tenantry.note_address(asked.organization_id, asked.email);
  END LOOP;
END $$;

CREATE FUNCTION tenantry.note_invitation() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
  IF EXISTS (
    SELECT FROM public.provider_invitations WHERE invitation_id = NEW.id AND status IN ('asked', 'sent')
  ) THEN
    PERFORM tenantry.note_address(NEW.organization_id, NEW.email);
  END IF;
  RETURN NULL;
END $$;

CREATE TRIGGER note_invitation AFTER UPDATE OF status ON invitations FOR EACH ROW WHEN (NEW.status <> OLD.status)
  EXECUTE FUNCTION tenantry.note_invitation();

-- What waited at the provider went with the organization that it was for; and what was held back is due.
CREATE FUNCTION tenantry.ask_anew() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
  UPDATE public.provider_invitations p
  SET status = CASE i.status WHEN 'pending' THEN 'asked' ELSE 'over' END, provider_id = NULL, attempted_at = NULL
  FROM public.invitations i
  WHERE i.id = p.invitation_id AND p.organization_id = NEW.organization_id AND p.status = 'sent';
  INSERT INTO public.sync_items (organization_id, kind, target_id, subject, created_at, next_at)
  SELECT DISTINCT organization_id, 'invitation',
    left(encode(sha256(convert_to(email, 'UTF8')), 'hex'), 32)::uuid, email, NEW.since, NEW.since
  FROM public.provider_invitations WHERE organization_id = NEW.organization_id AND status = 'asked'
  ON CONFLICT DO NOTHING;
  RETURN NULL;
END $$;

CREATE TRIGGER ask_anew AFTER UPDATE ON provider_organizations FOR EACH ROW
  WHEN (NEW.status = 'synced' AND (OLD.status = 'local_only' OR OLD.provider_id <> NEW.provider_id))
  EXECUTE FUNCTION tenantry.ask_anew();

-- Makes somebody a member whom the provider has as one, with the last role that its may stand for, or by the invitation that it sent: then with
-- that one's role and team, where the provider's role may stand for it. What was taken back here, or ran out, before the provider
-- heard of it gives nothing, and no more does a full organization, or one that requires another domain: the provider is told so. Nor
-- does what was taken back give its role to whoever has an invitation to another one by now.
CREATE FUNCTION tenantry.admit(
  organization uuid, member uuid, roles text[], happened timestamptz, accepted uuid
) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
  moment timestamptz := coalesce(tenantry.moment(), now());
  found_one public.invitations;
  opens boolean;
  is_old boolean;
  became text;
BEGIN
  PERFORM FROM public.organizations WHERE id = organization FOR NO KEY UPDATE;
  IF NOT FOUND OR EXISTS (
    SELECT FROM public.user_organizations WHERE organization_id = organization AND user_id = member
  ) THEN
    RETURN;
  END IF;
  SELECT i.* INTO found_one FROM public.invitations i
  WHERE i.organization_id = organization
    AND i.email = coalesce(
      (SELECT email FROM public.invitations WHERE id = accepted AND organization_id = organization),
      (SELECT email FROM public.users WHERE id = member AND email_confirmed_at IS NOT NULL)
    )
    AND EXISTS (SELECT FROM public.provider_invitations WHERE invitation_id = i.id AND attempted_at IS NOT NULL)
  ORDER BY i.created_at DESC, i.id DESC LIMIT 1;
  -- accepted once, whatever became of the membership since
  IF accepted IS NOT NULL AND found_one.status = 'accepted' THEN
    RETURN;
  END IF;
  opens := coalesce(found_one.status = 'pending' AND happened < found_one.expires_at, false);
  is_old := opens AND found_one.role <> ALL (roles) AND EXISTS (
    SELECT FROM public.provider_invitations p JOIN public.invitations i ON i.id = p.invitation_id
    WHERE p.organization_id = organization AND p.email = found_one.email AND p.attempted_at <= happened
      AND i.id <> found_one.id AND i.status <> 'accepted' AND i.role = ANY (roles)
  );
  became := CASE WHEN opens AND (is_old OR found_one.role = ANY (roles)) THEN found_one.role ELSE roles[cardinality(roles)] END;
  IF became IS NULL
    OR (NOT opens AND found_one.status <> 'accepted' AND EXISTS (
      SELECT FROM public.provider_invitations
      WHERE invitation_id = found_one.id AND attempted_at <= happened AND coalesce(ended_at, 'infinity') >= happened
    ))
    OR EXISTS (
      SELECT FROM public.organizations o JOIN public.organization_settings s ON s.organization_id = o.id
      WHERE o.id = organization AND (o.active_members >= s.member_limit OR (
        s.require_google_domain AND o.google_domain IS DISTINCT FROM (
          SELECT split_part(u.email, '@', 2) FROM public.users u WHERE u.id = member AND u.email_confirmed_at IS NOT NULL
        )
      ))
    )
  THEN
    PERFORM tenantry.note_sync(organization, 'member', member, NULL);
    RETURN;
  END IF;
  IF is_old THEN
    PERFORM tenantry.note_sync(organization, 'member', member, NULL);
  END IF;
  IF opens THEN
    UPDATE public.invitations SET status = 'accepted', accepted_at = moment, accepted_by = member, updated_at = moment
    WHERE id = found_one.id;
  END IF;
  INSERT INTO public.user_organizations
    (id, user_id, organization_id, role, team_id, is_default, joined_via, invitation_id, created_at, updated_at)
  VALUES (tenantry.uuidv7(), member, organization, became, CASE WHEN opens THEN found_one.team_id END, NULL,
    CASE WHEN opens THEN 'invitation' ELSE 'added' END, CASE WHEN opens THEN found_one.id END, moment, moment);
  INSERT INTO public.audit_events (id, organization_id, actor_id, action, target_type, target_id, data, created_at)
  VALUES (tenantry.uuidv7(), organization, CASE WHEN opens THEN member END,
    CASE WHEN opens THEN 'invitation.accepted' ELSE 'member.joined' END, CASE WHEN opens THEN 'invitation' ELSE 'user' END,
    CASE WHEN opens THEN found_one.id ELSE member END, jsonb_build_object('by', 'provider', 'role', became), moment);
END $$;

CREATE FUNCTION tenantry.arrive() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
  arrival public.provider_arrivals;
BEGIN
  FOR arrival IN
    SELECT * FROM public.provider_arrivals
    WHERE subject = NEW.subject AND NEW.provider = ANY (issuers) AND roles IS NOT NULL ORDER BY organization_id
  LOOP
    PERFORM tenantry.admit(arrival.organization_id, NEW.user_id, arrival.roles, arrival.changed_at, arrival.invitation_id);
  END LOOP;
  DELETE FROM public.provider_arrivals WHERE subject = NEW.subject AND NEW.provider = ANY (issuers) AND roles IS NOT NULL;
  RETURN NULL;
END $$;

CREATE TRIGGER arrive AFTER INSERT ON identities FOR EACH ROW EXECUTE FUNCTION tenantry.arrive();

ALTER TABLE provider_invitations ENABLE ROW LEVEL SECURITY;
ALTER TABLE provider_arrivals ENABLE ROW LEVEL SECURITY;
REVOKE ALL ON ALL FUNCTIONS IN SCHEMA tenantry FROM PUBLIC;
GRANT EXECUTE ON FUNCTION tenantry.ask_provider TO tenantry_app;
GRANT SELECT (id, invitation_id, organization_id, provider_id, status) ON provider_invitations TO tenantry_app;
GRANT SELECT (delivery_error), UPDATE (delivery_error) ON invitations TO tenantry_app;
CREATE POLICY read_own ON provider_invitations FOR SELECT TO tenantry_app
  USING (organization_id IN (SELECT tenantry.my_organizations()));
