import type { contract } from '../contract/contract.ts'
import type { Endpoint, Input, Output } from '../contract/endpoint.ts'

type Read<E extends Endpoint> = () => Promise<Output<E>>
type Ask<E extends Endpoint> = (input: Input<E>) => Promise<Output<E>>
type Write<E extends Endpoint> = (input: Input<E>, options: { readonly idempotencyKey: string }) => Promise<Output<E>>

type Auth = typeof contract.auth
type OrganizationsPart = typeof contract.organizations
type InvitationsPart = typeof contract.invitations

/** The part of the client that the flow calls; what `createClient` returns fits. */
export interface OnboardingClient {
  readonly auth: {
    readonly signupWithInvitation: Write<Auth['signupWithInvitation']>
    readonly resendVerification: Ask<Auth['resendVerification']>
  }
  readonly organizations: {
    readonly status: Read<OrganizationsPart['status']>
    readonly joinable: Read<OrganizationsPart['joinable']>
    readonly join: Write<OrganizationsPart['join']>
    readonly create: Write<OrganizationsPart['create']>
  }
  readonly invitations: {
    readonly validateToken: Ask<InvitationsPart['validateToken']>
    readonly accept: Write<InvitationsPart['accept']>
    readonly decline: Write<InvitationsPart['decline']>
    readonly create: Write<InvitationsPart['create']>
  }
}
