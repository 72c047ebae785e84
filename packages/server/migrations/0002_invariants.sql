-- What is always true, whoever writes. Every function here runs as its owner, so that it sees all rows.

-- Writers of one organization take turns, then writers of one user: always in that order, so nobody waits in a circle.
-- NO KEY UPDATE does not block the FOR KEY SHARE that foreign keys take.
CREATE FUNCTION tenantry.lock_membership() RETURNS trigger
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
  row public.user_organizations := CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
BEGIN
  -- Moving a default concerns its user alone, and those who do it hold that lock already.
  IF TG_OP <> 'UPDATE'
    OR (NEW.role, NEW.is_active, NEW.team_id) IS DISTINCT FROM (OLD.role, OLD.is_active, OLD.team_id)
  THEN
    PERFORM FROM public.organizations WHERE id = row.organization_id FOR NO KEY UPDATE;
  END IF;
  PERFORM FROM public.users WHERE id = row.user_id FOR NO KEY UPDATE;
  -- Somebody's first membership is their default; whoever adds it may not see the others.
  IF TG_OP = 'INSERT' AND NEW.is_default IS NULL THEN
    row.is_default := NOT EXISTS (SELECT FROM public.user_organizations WHERE user_id = row.user_id);
  END IF;
  RETURN row;
END $$;

CREATE TRIGGER lock_membership BEFORE INSERT OR UPDATE OR DELETE ON user_organizations
  FOR EACH ROW EXECUTE FUNCTION tenantry.lock_membership();

-- Checked at commit: the steps of one transaction may pass through states in between.
CREATE FUNCTION tenantry.check_default(member uuid) RETURNS void
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
  IF EXISTS (SELECT FROM public.user_organizations WHERE user_id = member)
    AND NOT EXISTS (SELECT FROM public.user_organizations WHERE user_id = member AND is_default)
  THEN
    RAISE EXCEPTION 'a member has no default organization'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'user_organizations_exactly_one_default';
  END IF;
END $$;

CREATE FUNCTION tenantry.check_admin(organization uuid) RETURNS void
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
  IF EXISTS (SELECT FROM public.organizations WHERE id = organization)
    AND NOT EXISTS (
      SELECT FROM public.user_organizations WHERE organization_id = organization AND role = 'admin' AND is_active
    )
  THEN
    RAISE EXCEPTION 'an organization has no admin'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'organizations_at_least_one_admin';
  END IF;
END $$;

CREATE FUNCTION tenantry.check_membership() RETURNS trigger
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
  IF TG_OP <> 'INSERT' THEN
    PERFORM tenantry.check_default(OLD.user_id);
    PERFORM tenantry.check_admin(OLD.organization_id);
  ELSE
    PERFORM tenantry.check_default(NEW.user_id);
  END IF;
  RETURN NULL;
END $$;

CREATE CONSTRAINT TRIGGER check_membership
  AFTER INSERT OR UPDATE OF user_id, organization_id, role, is_active, is_default OR DELETE ON user_organizations
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION tenantry.check_membership();

CREATE FUNCTION tenantry.check_organization() RETURNS trigger
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
  PERFORM tenantry.check_admin(NEW.id);
  IF NOT EXISTS (SELECT FROM public.organization_settings WHERE organization_id = NEW.id)
    AND EXISTS (SELECT FROM public.organizations WHERE id = NEW.id)
  THEN
    RAISE EXCEPTION 'an organization has no settings'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'organizations_have_settings';
  END IF;
  RETURN NULL;
END $$;

CREATE CONSTRAINT TRIGGER check_organization AFTER INSERT ON organizations
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION tenantry.check_organization();

-- Whoever loses the default, by leaving or with the organization itself, goes on in the oldest of the others; one that is
-- suspended comes last.
CREATE FUNCTION tenantry.pass_default_on() RETURNS trigger
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
  UPDATE public.user_organizations SET is_default = true
  WHERE id = (
    SELECT id FROM public.user_organizations WHERE user_id = OLD.user_id ORDER BY is_active DESC, created_at, id LIMIT 1
  ) AND NOT EXISTS (SELECT FROM public.user_organizations WHERE user_id = OLD.user_id AND is_default);
  RETURN NULL;
END $$;

CREATE TRIGGER pass_default_on AFTER DELETE ON user_organizations
  FOR EACH ROW WHEN (OLD.is_default) EXECUTE FUNCTION tenantry.pass_default_on();

-- Every writer holds the organization's lock here, so the counts are never wrong.
CREATE FUNCTION tenantry.count_members() RETURNS trigger
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
  gone integer := CASE TG_OP WHEN 'INSERT' THEN 0 ELSE 1 END;
  come integer := CASE TG_OP WHEN 'DELETE' THEN 0 ELSE 1 END;
  row public.user_organizations := CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
  active integer := come * (NEW.is_active IS TRUE)::integer - gone * (OLD.is_active IS TRUE)::integer;
BEGIN
  IF come <> gone OR active <> 0 THEN
    UPDATE public.organizations SET members = members + come - gone, active_members = active_members + active
    WHERE id = row.organization_id;
  END IF;
  IF OLD.team_id IS DISTINCT FROM NEW.team_id THEN
    UPDATE public.teams SET members = members - 1 WHERE id = OLD.team_id;
    UPDATE public.teams SET members = members + 1 WHERE id = NEW.team_id;
  END IF;
  RETURN NULL;
END $$;

CREATE TRIGGER count_members AFTER INSERT OR UPDATE OF is_active, team_id OR DELETE ON user_organizations
  FOR EACH ROW EXECUTE FUNCTION tenantry.count_members();

-- What lists sort and search by follows the user. A word carries its organization's id: one index serves every tenant, and
-- none of them looks through the words of another.
CREATE FUNCTION tenantry.describe_membership() RETURNS trigger
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
  SELECT tenantry.folded(coalesce(nullif(u.full_name, ''), u.email, '')),
    array_to_tsvector(ARRAY(
      SELECT NEW.organization_id || ':' || word FROM unnest(tenantry.words(concat_ws(' ', u.full_name, u.email))) AS word
    ))
  INTO NEW.sort_name, NEW.words
  -- A user who is not there is for the foreign key to refuse.
  FROM (VALUES (1)) AS one LEFT JOIN public.users u ON u.id = NEW.user_id;
  RETURN NEW;
END $$;

CREATE TRIGGER describe_membership BEFORE INSERT OR UPDATE OF sort_name ON user_organizations
  FOR EACH ROW EXECUTE FUNCTION tenantry.describe_membership();

CREATE FUNCTION tenantry.describe_memberships() RETURNS trigger
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
  UPDATE public.user_organizations SET sort_name = '' WHERE user_id = NEW.id;
  RETURN NULL;
END $$;

CREATE TRIGGER describe_memberships AFTER UPDATE OF full_name, email ON users FOR EACH ROW
  WHEN ((NEW.full_name, NEW.email) IS DISTINCT FROM (OLD.full_name, OLD.email))
  EXECUTE FUNCTION tenantry.describe_memberships();

-- As the application makes them (RFC 9562 §5.7), for rows that the database writes itself.
CREATE FUNCTION tenantry.uuidv7() RETURNS uuid LANGUAGE sql VOLATILE AS $$
  SELECT overlay(
    overlay(gen_random_uuid()::text PLACING '7' FROM 15)
    PLACING regexp_replace(lpad(to_hex((extract(epoch FROM clock_timestamp()) * 1000)::bigint), 12, '0'), '^.{8}', '\&-')
    FROM 1 FOR 13
  )::uuid
$$;

-- Whoever stops being an admin, or a member, leaves no door for admins open behind them: none that they opened, and none whose key
-- they were shown. Somebody who was removed, or suspended, does not come back by an invitation of their own that still waited, nor by
-- a link in their hands.
CREATE FUNCTION tenantry.close_doors() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
  is_gone boolean := TG_OP = 'DELETE';
  is_kept_out boolean := OLD.user_id IS DISTINCT FROM tenantry.user_id() AND NEW.is_active IS NOT TRUE;
BEGIN
  WITH closed AS (
    UPDATE public.invitations SET status = 'revoked', updated_at = tenantry.moment()
    WHERE organization_id = OLD.organization_id AND status = 'pending' AND (
      (role = 'admin' AND OLD.user_id IN (invited_by, shown_to))
      OR (is_kept_out AND shown_to = OLD.user_id)
      OR (is_kept_out AND is_gone AND email = (SELECT u.email FROM public.users u WHERE u.id = OLD.user_id))
    ) RETURNING id
  )
  INSERT INTO public.audit_events (id, organization_id, actor_id, action, target_type, target_id, created_at)
  SELECT tenantry.uuidv7(), OLD.organization_id, tenantry.user_id(), 'invitation.revoked', 'invitation', id, tenantry.moment()
  FROM closed WHERE EXISTS (SELECT FROM public.organizations WHERE id = OLD.organization_id);
  RETURN NULL;
END $$;

CREATE TRIGGER close_doors_of_removed AFTER DELETE ON user_organizations
  FOR EACH ROW EXECUTE FUNCTION tenantry.close_doors();
CREATE TRIGGER close_doors_of_demoted AFTER UPDATE OF role, is_active ON user_organizations FOR EACH ROW
  WHEN (OLD.is_active AND (NOT NEW.is_active OR (OLD.role = 'admin' AND NEW.role <> 'admin')))
  EXECUTE FUNCTION tenantry.close_doors();

-- What an administrator said of one address says nothing of another.
CREATE FUNCTION tenantry.forget_voucher() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.email_vouched := false;
  RETURN NEW;
END $$;

CREATE TRIGGER forget_voucher BEFORE UPDATE OF email ON users FOR EACH ROW
  WHEN (NEW.email IS DISTINCT FROM OLD.email) EXECUTE FUNCTION tenantry.forget_voucher();

-- A membership never moves, and an answered invitation stays as it was answered.
CREATE FUNCTION tenantry.keep_membership() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (NEW.user_id, NEW.organization_id) IS DISTINCT FROM (OLD.user_id, OLD.organization_id) THEN
    RAISE EXCEPTION 'a membership never moves'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'user_organizations_fixed';
  END IF;
  RETURN NEW;
END $$;

CREATE TRIGGER keep_membership BEFORE UPDATE ON user_organizations
  FOR EACH ROW EXECUTE FUNCTION tenantry.keep_membership();

CREATE FUNCTION tenantry.keep_invitation() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.organization_id <> OLD.organization_id OR NEW.email <> OLD.email THEN
    RAISE EXCEPTION 'an invitation keeps its organization and its address'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'invitations_fixed';
  END IF;
  IF OLD.status <> 'pending' AND (
    NEW.status <> OLD.status OR NEW.role <> OLD.role OR NEW.accepted_at IS DISTINCT FROM OLD.accepted_at
  ) THEN
    RAISE EXCEPTION 'an answered invitation never changes'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'invitations_terminal';
  END IF;
  IF NEW.token_hash <> OLD.token_hash THEN
    NEW.shown_to := CASE WHEN NEW.token_shown THEN tenantry.user_id() END;
  END IF;
  -- a team that is removed leaves the invitations that were answered while it was there
  IF NEW.status IN ('accepted', 'declined') AND (
    (NEW.role, NEW.token_hash) IS DISTINCT FROM (OLD.role, OLD.token_hash)
    OR (NEW.team_id IS DISTINCT FROM OLD.team_id AND (OLD.status = 'pending' OR NEW.team_id IS NOT NULL))
  ) THEN
    RAISE EXCEPTION 'an answer changes nothing else of an invitation'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'invitations_fixed';
  END IF;
  RETURN NEW;
END $$;

CREATE TRIGGER keep_invitation BEFORE UPDATE ON invitations
  FOR EACH ROW EXECUTE FUNCTION tenantry.keep_invitation();

-- A link that proves an address may end early, and proves it once.
CREATE FUNCTION tenantry.keep_verification() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.expires_at > OLD.expires_at OR (OLD.used_at IS NOT NULL AND NEW.used_at IS DISTINCT FROM OLD.used_at) THEN
    RAISE EXCEPTION 'a verification never lasts longer'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'email_verifications_fixed';
  END IF;
  RETURN NEW;
END $$;

CREATE TRIGGER keep_verification BEFORE UPDATE ON email_verifications
  FOR EACH ROW EXECUTE FUNCTION tenantry.keep_verification();
