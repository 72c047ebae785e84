import { page } from 'vitest/browser'
import { CreateOrganization, type CreateOrganizationProps } from '../src/index.ts'
import { creating } from './scenes.ts'
import { visit } from './visit.tsx'
import type { Replies, World } from './world.tsx'

export const create = 'POST /api/organizations'
export const name = page.getByLabelText('Organization name')
export const slug = page.getByLabelText('Web address')
export const submit = page.getByRole('button', { name: 'Create organization' })

export async function open(props: CreateOrganizationProps = {}, replies: Replies = {}): Promise<World> {
  const organizations = { ...creating.organizations, ...replies.organizations }
  return visit({ organizations }, <CreateOrganization {...props} />)
}
