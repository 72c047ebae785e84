-- What requests do that no policy could permit: what the caller may is for each function to say.

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
