import type { Wire } from './table.ts'

/** What the client knows of the main contract. Made from it by `pnpm wire`: change the contract, not this. */
export const wire: Wire = {
  auth: {
    signup: {
      method: 'POST',
      path: '/api/auth/signup',
      body: true,
      output: { fields: { success: { oneOf: [true] }, message: 'string' } },
    },
    signupWithInvitation: {
      method: 'POST',
      path: '/api/auth/signup-with-invitation',
      body: true,
      output: {
        fields: {
          success: { oneOf: [true] },
          message: 'string',
          organization: { fields: { id: 'string', name: 'string', slug: 'string' } },
          user: {
            fields: {
              id: 'string',
              email: 'string',
              full_name: 'string',
              role: 'string',
              team_name: { nullable: 'string' },
            },
          },
          redirect_url: 'string',
        },
      },
    },
    resendVerification: {
      method: 'POST',
      path: '/api/auth/resend-verification',
      body: true,
      output: { fields: { success: { oneOf: [true] }, message: 'string' } },
    },
  },
  organizations: {
    status: {
      method: 'GET',
      path: '/api/user/organization-status',
      safe: true,
      output: {
        fields: {
          scenario: { oneOf: ['has_organizations', 'has_invitations', 'no_invitations'] },
          hasOrganizations: 'boolean',
          organizations: {
            list: {
              fields: {
                organization_id: 'string',
                role: 'string',
                is_default: 'boolean',
                is_active: 'boolean',
                joined_via: { oneOf: ['created', 'invitation', 'google_domain', 'request', 'added'] },
                organizations: { fields: { name: 'string', slug: 'string' } },
              },
            },
          },
          defaultOrganization: { nullable: { fields: { id: 'string', name: 'string', role: 'string' } } },
          pendingInvitations: {
            list: {
              fields: {
                id: 'string',
                organization_id: 'string',
                role: 'string',
                team_id: { nullable: 'string' },
                expires_at: 'string',
                organizations: { fields: { name: 'string' } },
                teams: { nullable: { fields: { name: 'string' } } },
              },
            },
          },
        },
      },
    },
    create: {
      method: 'POST',
      path: '/api/organizations',
      body: true,
      output: {
        fields: {
          success: { oneOf: [true] },
          organization: {
            fields: {
              id: 'string',
              name: 'string',
              slug: 'string',
              google_domain: { nullable: 'string' },
              country_code: 'string',
              created_at: 'string',
            },
          },
          user_role: 'string',
          redirect_url: 'string',
        },
      },
    },
    slugAvailability: {
      method: 'GET',
      path: '/api/organizations/slug-availability',
      safe: true,
      output: {
        fields: {
          slug: 'string',
          available: 'boolean',
          reason: { nullable: { oneOf: ['invalid', 'reserved', 'taken'] } },
          suggestions: { list: 'string' },
        },
      },
    },
    makeDefault: {
      method: 'POST',
      path: '/api/organizations/:organizationId/default',
      output: {
        fields: {
          success: { oneOf: [true] },
          defaultOrganization: { fields: { id: 'string', name: 'string', role: 'string' } },
        },
      },
    },
    joinable: {
      method: 'GET',
      path: '/api/organizations/joinable',
      safe: true,
      output: {
        fields: {
          organizations: {
            list: {
              fields: {
                id: 'string',
                name: 'string',
                slug: 'string',
                via: { oneOf: ['join', 'request'] },
                requested: 'boolean',
              },
            },
          },
        },
      },
    },
    join: {
      method: 'POST',
      path: '/api/organizations/:organizationId/join',
      output: {
        fields: {
          success: { oneOf: [true] },
          status: { oneOf: ['joined', 'requested'] },
          organization: { fields: { id: 'string', name: 'string' } },
        },
      },
    },
    get: {
      method: 'GET',
      path: '/api/organizations/:organizationId',
      safe: true,
      output: {
        fields: {
          organization: {
            fields: {
              id: 'string',
              name: 'string',
              slug: 'string',
              google_domain: { nullable: 'string' },
              country_code: 'string',
              created_at: 'string',
              logo_url: { nullable: 'string' },
              members: 'integer',
              active_members: 'integer',
              seats: { nullable: 'integer' },
            },
          },
          role: 'string',
          is_last_admin: 'boolean',
          permissions: {
            list: {
              oneOf: [
                'organization:read',
                'organization:update',
                'organization:delete',
                'members:read',
                'members:update',
                'members:delete',
                'invitations:read',
                'invitations:create',
                'invitations:delete',
                'teams:manage',
                'domains:manage',
                'audit:read',
              ],
            },
          },
          roles: {
            list: {
              fields: {
                key: 'string',
                permissions: {
                  list: {
                    oneOf: [
                      'organization:read',
                      'organization:update',
                      'organization:delete',
                      'members:read',
                      'members:update',
                      'members:delete',
                      'invitations:read',
                      'invitations:create',
                      'invitations:delete',
                      'teams:manage',
                      'domains:manage',
                      'audit:read',
                    ],
                  },
                },
                grantable: 'boolean',
              },
            },
          },
        },
      },
    },
    update: {
      method: 'PATCH',
      path: '/api/organizations/:organizationId',
      body: true,
      output: {
        fields: {
          success: { oneOf: [true] },
          organization: {
            fields: {
              id: 'string',
              name: 'string',
              slug: 'string',
              google_domain: { nullable: 'string' },
              country_code: 'string',
              created_at: 'string',
              logo_url: { nullable: 'string' },
              members: 'integer',
              active_members: 'integer',
              seats: { nullable: 'integer' },
            },
          },
        },
      },
    },
    remove: {
      method: 'DELETE',
      path: '/api/organizations/:organizationId',
      output: { fields: { success: { oneOf: [true] } } },
    },
    settings: {
      method: 'GET',
      path: '/api/organizations/:organizationId/settings',
      safe: true,
      output: {
        fields: {
          settings: {
            fields: { require_google_domain: 'boolean', member_limit: { nullable: 'integer' }, locale: 'string' },
          },
          locales: { list: 'string' },
        },
      },
    },
    updateSettings: {
      method: 'PATCH',
      path: '/api/organizations/:organizationId/settings',
      body: true,
      output: {
        fields: {
          success: { oneOf: [true] },
          settings: {
            fields: { require_google_domain: 'boolean', member_limit: { nullable: 'integer' }, locale: 'string' },
          },
        },
      },
    },
  },
  members: {
    list: {
      method: 'GET',
      path: '/api/organizations/:organizationId/members',
      safe: true,
      output: {
        fields: {
          members: {
            list: {
              fields: {
                user_id: 'string',
                email: { nullable: 'string' },
                full_name: 'string',
                role: 'string',
                team: { nullable: { fields: { id: 'string', name: 'string' } } },
                is_active: 'boolean',
                joined_via: { oneOf: ['created', 'invitation', 'google_domain', 'request', 'added'] },
                joined_at: 'string',
                is_self: 'boolean',
                is_last_admin: 'boolean',
                actions: {
                  list: {
                    oneOf: [
                      'change_role',
                      'change_team',
                      'suspend',
                      'reactivate',
                      'remove',
                      'leave',
                      'transfer_ownership',
                    ],
                  },
                },
              },
            },
          },
          next_cursor: { nullable: 'string' },
          total: 'integer',
          total_is_exact: 'boolean',
        },
      },
    },
    update: {
      method: 'PATCH',
      path: '/api/organizations/:organizationId/members/:userId',
      body: true,
      output: {
        fields: {
          success: { oneOf: [true] },
          member: {
            fields: {
              user_id: 'string',
              email: { nullable: 'string' },
              full_name: 'string',
              role: 'string',
              team: { nullable: { fields: { id: 'string', name: 'string' } } },
              is_active: 'boolean',
              joined_via: { oneOf: ['created', 'invitation', 'google_domain', 'request', 'added'] },
              joined_at: 'string',
              is_self: 'boolean',
              is_last_admin: 'boolean',
              actions: {
                list: {
                  oneOf: [
                    'change_role',
                    'change_team',
                    'suspend',
                    'reactivate',
                    'remove',
                    'leave',
                    'transfer_ownership',
                  ],
                },
              },
            },
          },
        },
      },
    },
    remove: {
      method: 'DELETE',
      path: '/api/organizations/:organizationId/members/:userId',
      output: { fields: { success: { oneOf: [true] } } },
    },
    leave: {
      method: 'POST',
      path: '/api/organizations/:organizationId/leave',
      output: { fields: { success: { oneOf: [true] }, default_organization_id: { nullable: 'string' } } },
    },
    transferOwnership: {
      method: 'POST',
      path: '/api/organizations/:organizationId/transfer-ownership',
      body: true,
      output: {
        fields: {
          success: { oneOf: [true] },
          member: {
            fields: {
              user_id: 'string',
              email: { nullable: 'string' },
              full_name: 'string',
              role: 'string',
              team: { nullable: { fields: { id: 'string', name: 'string' } } },
              is_active: 'boolean',
              joined_via: { oneOf: ['created', 'invitation', 'google_domain', 'request', 'added'] },
              joined_at: 'string',
              is_self: 'boolean',
              is_last_admin: 'boolean',
              actions: {
                list: {
                  oneOf: [
                    'change_role',
                    'change_team',
                    'suspend',
                    'reactivate',
                    'remove',
                    'leave',
                    'transfer_ownership',
                  ],
                },
              },
            },
          },
          role: 'string',
        },
      },
    },
  },
  invitations: {
    list: {
      method: 'GET',
      path: '/api/organizations/:organizationId/invitations',
      safe: true,
      output: {
        fields: {
          invitations: {
            list: {
              fields: {
                id: 'string',
                organization_id: 'string',
                email: 'string',
                role: 'string',
                team_id: { nullable: 'string' },
                status: { oneOf: ['pending', 'accepted', 'declined', 'revoked', 'expired'] },
                delivery_status: { oneOf: ['queued', 'sent', 'failed'] },
                expires_at: 'string',
                created_at: 'string',
                team_name: { nullable: 'string' },
                delivery_error: { nullable: 'string' },
                invited_by: {
                  nullable: { fields: { user_id: 'string', full_name: 'string', email: { nullable: 'string' } } },
                },
                accepted_at: { nullable: 'string' },
                declined_at: { nullable: 'string' },
                actions: { list: { oneOf: ['resend', 'revoke', 'link'] } },
              },
            },
          },
          next_cursor: { nullable: 'string' },
          total: 'integer',
          total_is_exact: 'boolean',
        },
      },
    },
    resend: {
      method: 'POST',
      path: '/api/organizations/:organizationId/invitations/:invitationId/resend',
      output: {
        fields: {
          success: { oneOf: [true] },
          invitation: {
            fields: {
              id: 'string',
              organization_id: 'string',
              email: 'string',
              role: 'string',
              team_id: { nullable: 'string' },
              status: { oneOf: ['pending', 'accepted', 'declined', 'revoked', 'expired'] },
              delivery_status: { oneOf: ['queued', 'sent', 'failed'] },
              expires_at: 'string',
              created_at: 'string',
              team_name: { nullable: 'string' },
              delivery_error: { nullable: 'string' },
              invited_by: {
                nullable: { fields: { user_id: 'string', full_name: 'string', email: { nullable: 'string' } } },
              },
              accepted_at: { nullable: 'string' },
              declined_at: { nullable: 'string' },
              actions: { list: { oneOf: ['resend', 'revoke', 'link'] } },
            },
          },
        },
      },
    },
    revoke: {
      method: 'DELETE',
      path: '/api/organizations/:organizationId/invitations/:invitationId',
      output: { fields: { success: { oneOf: [true] } } },
    },
    link: {
      method: 'POST',
      path: '/api/organizations/:organizationId/invitations/:invitationId/link',
      output: { fields: { url: 'string', expires_at: 'string' } },
    },
    create: {
      method: 'POST',
      path: '/api/organizations/:organizationId/invitations',
      body: true,
      output: {
        fields: {
          results: {
            list: {
              fields: {
                email: 'string',
                status: { oneOf: ['invited', 'skipped'] },
                code: {
                  optional: {
                    oneOf: [
                      'VALIDATION_FAILED',
                      'MEMBERSHIP_EXISTS',
                      'INVITATION_PENDING',
                      'NOT_AUTHORIZED',
                      'ORGANIZATION_FULL',
                      'DOMAIN_REQUIRED',
                      'RATE_LIMITED',
                    ],
                  },
                },
                invitation: {
                  optional: {
                    fields: {
                      id: 'string',
                      organization_id: 'string',
                      email: 'string',
                      role: 'string',
                      team_id: { nullable: 'string' },
                      status: { oneOf: ['pending', 'accepted', 'declined', 'revoked', 'expired'] },
                      delivery_status: { oneOf: ['queued', 'sent', 'failed'] },
                      expires_at: 'string',
                      created_at: 'string',
                    },
                  },
                },
              },
            },
          },
        },
      },
    },
    accept: {
      method: 'POST',
      path: '/api/invitations/accept',
      body: true,
      output: {
        fields: {
          success: { oneOf: [true] },
          message: 'string',
          organization: { fields: { id: 'string', name: 'string' } },
          user_role: 'string',
          team_name: { nullable: 'string' },
          is_default_org: 'boolean',
        },
      },
    },
    decline: {
      method: 'POST',
      path: '/api/invitations/decline',
      body: true,
      output: { fields: { success: { oneOf: [true] }, message: 'string' } },
    },
    validateToken: {
      method: 'GET',
      path: '/api/invitations/validate-token',
      safe: true,
      output: {
        fields: {
          valid: { oneOf: [true] },
          invitation: {
            fields: {
              id: 'string',
              email: 'string',
              role: 'string',
              expires_at: 'string',
              organization: { fields: { id: 'string', name: 'string', slug: 'string' } },
              team: { nullable: { fields: { id: 'string', name: 'string' } } },
              invited_by: { fields: { full_name: 'string', email: 'string' } },
            },
          },
        },
      },
    },
    pending: {
      method: 'POST',
      path: '/api/dashboard/pending-invitations',
      safe: true,
      output: {
        fields: {
          pending_invitations: {
            list: {
              fields: {
                id: 'string',
                organization_name: 'string',
                role: 'string',
                team_name: { nullable: 'string' },
                invited_by: 'string',
                expires_at: 'string',
              },
            },
          },
          count: 'integer',
        },
      },
    },
  },
  membershipRequests: {
    list: {
      method: 'GET',
      path: '/api/organizations/:organizationId/membership-requests',
      safe: true,
      output: {
        fields: {
          requests: {
            list: {
              fields: {
                id: 'string',
                user: { fields: { user_id: 'string', full_name: 'string', email: { nullable: 'string' } } },
                status: { oneOf: ['pending', 'approved', 'denied'] },
                created_at: 'string',
                decided_at: { nullable: 'string' },
                decided_by: {
                  nullable: { fields: { user_id: 'string', full_name: 'string', email: { nullable: 'string' } } },
                },
                actions: { list: { oneOf: ['approve', 'deny'] } },
              },
            },
          },
          next_cursor: { nullable: 'string' },
          total: 'integer',
          total_is_exact: 'boolean',
        },
      },
    },
    approve: {
      method: 'POST',
      path: '/api/organizations/:organizationId/membership-requests/:requestId/approve',
      body: true,
      output: {
        fields: {
          success: { oneOf: [true] },
          request: {
            fields: {
              id: 'string',
              user: { fields: { user_id: 'string', full_name: 'string', email: { nullable: 'string' } } },
              status: { oneOf: ['pending', 'approved', 'denied'] },
              created_at: 'string',
              decided_at: { nullable: 'string' },
              decided_by: {
                nullable: { fields: { user_id: 'string', full_name: 'string', email: { nullable: 'string' } } },
              },
              actions: { list: { oneOf: ['approve', 'deny'] } },
            },
          },
        },
      },
    },
    deny: {
      method: 'POST',
      path: '/api/organizations/:organizationId/membership-requests/:requestId/deny',
      output: {
        fields: {
          success: { oneOf: [true] },
          request: {
            fields: {
              id: 'string',
              user: { fields: { user_id: 'string', full_name: 'string', email: { nullable: 'string' } } },
              status: { oneOf: ['pending', 'approved', 'denied'] },
              created_at: 'string',
              decided_at: { nullable: 'string' },
              decided_by: {
                nullable: { fields: { user_id: 'string', full_name: 'string', email: { nullable: 'string' } } },
              },
              actions: { list: { oneOf: ['approve', 'deny'] } },
            },
          },
        },
      },
    },
  },
  teams: {
    list: {
      method: 'GET',
      path: '/api/organizations/:organizationId/teams',
      safe: true,
      output: {
        fields: {
          teams: {
            list: {
              fields: {
                id: 'string',
                name: 'string',
                members: 'integer',
                created_at: 'string',
                actions: { list: { oneOf: ['rename', 'remove'] } },
              },
            },
          },
          next_cursor: { nullable: 'string' },
          total: 'integer',
          total_is_exact: 'boolean',
        },
      },
    },
    create: {
      method: 'POST',
      path: '/api/organizations/:organizationId/teams',
      body: true,
      output: {
        fields: {
          success: { oneOf: [true] },
          team: {
            fields: {
              id: 'string',
              name: 'string',
              members: 'integer',
              created_at: 'string',
              actions: { list: { oneOf: ['rename', 'remove'] } },
            },
          },
        },
      },
    },
    update: {
      method: 'PATCH',
      path: '/api/organizations/:organizationId/teams/:teamId',
      body: true,
      output: {
        fields: {
          success: { oneOf: [true] },
          team: {
            fields: {
              id: 'string',
              name: 'string',
              members: 'integer',
              created_at: 'string',
              actions: { list: { oneOf: ['rename', 'remove'] } },
            },
          },
        },
      },
    },
    remove: {
      method: 'DELETE',
      path: '/api/organizations/:organizationId/teams/:teamId',
      output: { fields: { success: { oneOf: [true] } } },
    },
    addMember: {
      method: 'PUT',
      path: '/api/organizations/:organizationId/teams/:teamId/members/:userId',
      output: {
        fields: {
          success: { oneOf: [true] },
          team: {
            fields: {
              id: 'string',
              name: 'string',
              members: 'integer',
              created_at: 'string',
              actions: { list: { oneOf: ['rename', 'remove'] } },
            },
          },
        },
      },
    },
    removeMember: {
      method: 'DELETE',
      path: '/api/organizations/:organizationId/teams/:teamId/members/:userId',
      output: {
        fields: {
          success: { oneOf: [true] },
          team: {
            fields: {
              id: 'string',
              name: 'string',
              members: 'integer',
              created_at: 'string',
              actions: { list: { oneOf: ['rename', 'remove'] } },
            },
          },
        },
      },
    },
  },
  domains: {
    list: {
      method: 'GET',
      path: '/api/organizations/:organizationId/domains',
      safe: true,
      output: {
        fields: {
          domains: {
            list: {
              fields: {
                id: 'string',
                domain: 'string',
                status: { oneOf: ['unverified', 'email', 'dns'] },
                verified_at: { nullable: 'string' },
                record: { fields: { type: { oneOf: ['TXT'] }, name: 'string', value: 'string' } },
                actions: { list: { oneOf: ['verify', 'remove'] } },
              },
            },
          },
        },
      },
    },
    add: {
      method: 'POST',
      path: '/api/organizations/:organizationId/domains',
      body: true,
      output: {
        fields: {
          success: { oneOf: [true] },
          domain: {
            fields: {
              id: 'string',
              domain: 'string',
              status: { oneOf: ['unverified', 'email', 'dns'] },
              verified_at: { nullable: 'string' },
              record: { fields: { type: { oneOf: ['TXT'] }, name: 'string', value: 'string' } },
              actions: { list: { oneOf: ['verify', 'remove'] } },
            },
          },
        },
      },
    },
    verify: {
      method: 'POST',
      path: '/api/organizations/:organizationId/domains/:domainId/verify',
      output: {
        fields: {
          success: { oneOf: [true] },
          domain: {
            fields: {
              id: 'string',
              domain: 'string',
              status: { oneOf: ['unverified', 'email', 'dns'] },
              verified_at: { nullable: 'string' },
              record: { fields: { type: { oneOf: ['TXT'] }, name: 'string', value: 'string' } },
              actions: { list: { oneOf: ['verify', 'remove'] } },
            },
          },
        },
      },
    },
    remove: {
      method: 'DELETE',
      path: '/api/organizations/:organizationId/domains/:domainId',
      output: { fields: { success: { oneOf: [true] } } },
    },
  },
  auditEvents: {
    list: {
      method: 'GET',
      path: '/api/organizations/:organizationId/audit-events',
      safe: true,
      output: {
        fields: {
          events: {
            list: {
              fields: {
                id: 'string',
                action: 'string',
                actor: {
                  nullable: { fields: { user_id: 'string', full_name: 'string', email: { nullable: 'string' } } },
                },
                target_type: 'string',
                target_id: 'string',
                data: { values: 'unknown' },
                ip: { nullable: 'string' },
                created_at: 'string',
              },
            },
          },
          next_cursor: { nullable: 'string' },
          total: 'integer',
          total_is_exact: 'boolean',
        },
      },
    },
  },
  sync: {
    get: {
      method: 'GET',
      path: '/api/organizations/:organizationId/sync',
      safe: true,
      output: {
        fields: {
          sync: {
            fields: {
              status: { oneOf: ['none', 'pending', 'synced', 'local_only'] },
              provider: 'string',
              provider_id: { nullable: 'string' },
              error: { nullable: 'string' },
              since: { nullable: 'string' },
              waiting: 'integer',
              waiting_since: { nullable: 'string' },
              next_attempt_at: { nullable: 'string' },
            },
          },
        },
      },
    },
    retry: {
      method: 'POST',
      path: '/api/organizations/:organizationId/sync/retry',
      output: {
        fields: {
          success: { oneOf: [true] },
          sync: {
            fields: {
              status: { oneOf: ['none', 'pending', 'synced', 'local_only'] },
              provider: 'string',
              provider_id: { nullable: 'string' },
              error: { nullable: 'string' },
              since: { nullable: 'string' },
              waiting: 'integer',
              waiting_since: { nullable: 'string' },
              next_attempt_at: { nullable: 'string' },
            },
          },
        },
      },
    },
  },
  webhooks: {
    receive: { method: 'POST', path: '/api/webhooks/:provider', output: { fields: { success: { oneOf: [true] } } } },
  },
  health: {
    live: { method: 'GET', path: '/healthz', safe: true, output: { fields: { status: { oneOf: ['ok'] } } } },
    ready: { method: 'GET', path: '/readyz', safe: true, output: { fields: { status: { oneOf: ['ok'] } } } },
  },
}
