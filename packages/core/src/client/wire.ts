import type { contract } from '../contract/contract.ts'
import type { Wire } from './table.ts'

/** What the client knows of the main contract. Made from it by `pnpm wire`: change the contract, not this. */
export const wire: Wire<typeof contract> = {
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
                joined_via: { oneOf: ['created', 'invitation', 'google_domain', 'request'] },
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
  },
  invitations: {
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
  health: {
    live: { method: 'GET', path: '/healthz', safe: true, output: { fields: { status: { oneOf: ['ok'] } } } },
    ready: { method: 'GET', path: '/readyz', safe: true, output: { fields: { status: { oneOf: ['ok'] } } } },
  },
}
