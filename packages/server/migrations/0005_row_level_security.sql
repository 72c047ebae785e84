-- The second wall. Every request runs as a role that owns nothing and may bypass nothing; these policies alone keep tenants apart.
-- What the policies of long lists ask of their functions is selected: once for each statement, not once for each row.
-- Owners are exempt (no FORCE): migrations and the functions before need to see all rows.

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
