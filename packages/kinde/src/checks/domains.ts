import { type Check, isProviderError } from '@tenantry/core/provider'
import * as z from 'zod/mini'
import { isOwnDomain } from '../api/address.ts'
import type { ChecksOptions } from './checks.ts'
import { places } from './places.ts'

const discovery = z.object({ issuer: z.string() })

/** Whether the Management API is asked for where it is: no custom domain serves it. */
export function domainCheck(url: string): Check {
  const name = 'Domain of the Management API'
  if (isOwnDomain(url)) return { name, state: 'passed', found: url, remedy: null }
  return {
    name,
    state: 'failed',
    found: `${url} is a custom domain; its tokens are worth nothing to the Management API`,
    remedy: `set KINDE_API_URL to https://<subdomain>.kinde.com, the Domain shown ${places.keys}, and leave KINDE_DOMAIN as it is`,
  }
}

/** Whether tokens will name the domain that we trust. */
export async function signInCheck({ open, issuer, audience }: ChecksOptions): Promise<Check> {
  const name = 'Domain where people sign in'
  try {
    const path = '/.well-known/openid-configuration'
    const { issuer: named } = await open.send({ method: 'GET', path, output: discovery })
    if (named === issuer)
      return { name, state: 'passed', found: `${issuer} issues tokens; ours are those for ${audience}`, remedy: null }
    return {
      name,
      state: 'failed',
      found: `${issuer} issues tokens in the name of ${named}`,
      remedy: `set KINDE_DOMAIN to ${named}, the domain that tokens name (in Kinde, Settings > Environment > Custom domain)`,
    }
  } catch (error) {
    if (!isProviderError(error)) throw error
    return {
      name,
      state: 'failed',
      found: error.message,
      remedy: `compare KINDE_DOMAIN with the Domain shown ${places.keys}`,
    }
  }
}
