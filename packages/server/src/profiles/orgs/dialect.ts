import { type ErrorCode, TenantryError } from '@tenantry/core'
import { isUuid } from '../../ids.ts'
import type { OrganizationRef } from '../../users/enter.ts'
import type { Dialect } from '../profile.ts'
import { errorBody, errorSchema } from './error-body.ts'

/** What is particular to seed 002 beside its paths and shapes. */
export const dialect: Dialect = { errorBody, errorSchema, organizationOf }

/** Finds out by the path alone, so that row-level security opens nothing else. @throws what cannot be an id as not found. */
function organizationOf({ params }: Readonly<Record<string, unknown>>): OrganizationRef | null {
  const { orgId, inviteId } = (params ?? {}) as { readonly orgId?: string; readonly inviteId?: string }
  if (orgId !== undefined) return { id: idOr('ORGANIZATION_NOT_FOUND', orgId) }
  return inviteId === undefined ? null : { invitationId: idOr('INVITATION_NOT_FOUND', inviteId) }
}

function idOr(code: ErrorCode, value: string): string {
  if (isUuid(value)) return value
  throw new TenantryError(code, { status: 404 })
}
