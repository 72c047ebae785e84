import { slugify } from '@tenantry/core'
import { act, createInstead, emailField, passwordField, type Screens } from '../parts.ts'

/** What everybody meets who was not led here by a link. */
export const onOnesOwn = {
  loading: (_, { t }) => ({ title: t('common.loading'), isBusy: true }),
  offline: ({ problem }, { flow, t }) => ({
    title: t(problem.code === 'NETWORK_FAILED' ? 'offline.title' : 'offline.faultTitle'),
    problem,
    acts: [act(t('common.retry'), flow.checkAgain)],
  }),
  'signed-out': ({ invitation, note }, { flow, session, t }) => ({
    title: t('signedOut.title'),
    text: note === 'account-created' ? t('signedOut.accountCreated') : t('signedOut.text'),
    fields: [emailField(t, invitation?.email), passwordField(t, 'current-password')],
    acts: [
      act(t('common.signIn'), ({ email = '', password = '' }) => session.signIn?.({ email, password })),
      ...(invitation ? [act(t('common.withoutInvitation'), flow.leaveInvitation)] : []),
    ],
  }),
  unverified: ({ email, resend, problem }, { flow, t }) => ({
    title: t('unverified.title'),
    text: t(resend === 'sent' ? 'unverified.sent' : 'unverified.text', { email }),
    problem,
    isBusy: resend === 'sending',
    acts: [act(t('unverified.confirmed'), flow.checkAgain), act(t('unverified.resend'), flow.resend)],
  }),
  invitations: ({ rows, mayCreate }, { flow, t }) => ({
    title: t('invitations.title', { count: rows.length }),
    text: t('invitations.text'),
    problem: rows.find(({ problem }) => problem)?.problem ?? null,
    isBusy: rows.some(({ pending }) => pending),
    acts: [
      ...rows.flatMap(({ invitation: { id, organizations } }) => [
        act(t('invitations.acceptNamed', { organization: organizations.name }), () => flow.accept(id)),
        act(t('invitations.declineNamed', { organization: organizations.name }), () => flow.decline(id)),
      ]),
      ...createInstead(mayCreate, { flow, t }),
    ],
  }),
  'company-here': ({ organizations, joining, problem, mayCreate }, { flow, t }) => ({
    title: t('company.title'),
    text: t('company.text'),
    problem,
    isBusy: joining !== null,
    acts: [
      ...organizations.map(({ id, name, via }) =>
        act(t(via === 'join' ? 'company.joinNamed' : 'company.askNamed', { organization: name }), () => flow.join(id)),
      ),
      ...createInstead(mayCreate, { flow, t }),
    ],
  }),
  'join-requested': ({ organization: { name }, mayCreate }, { flow, t }) => ({
    title: t('requested.title'),
    text: t('requested.text', { organization: name }),
    acts: [act(t('common.checkAgain'), flow.checkAgain), ...createInstead(mayCreate, { flow, t })],
  }),
  'create-organization': ({ draft, submitting, problem }, { flow, t }) => ({
    title: t('create.title'),
    text: t('create.text'),
    fields: [
      { name: 'name', label: t('create.name'), value: draft?.name ?? '', minLength: 2 },
      {
        name: 'slug',
        label: `${t('create.slug')} (${t('common.optional')})`,
        value: draft?.slug ?? '',
        required: false,
      },
    ],
    problem,
    isBusy: submitting,
    acts: [act(t('create.submit'), ({ name = '', slug }) => flow.create({ name, slug: slug || slugify(name) }))],
  }),
  'creation-disabled': ({ email }, { flow, t }) => ({
    title: t('disabled.title'),
    text: t('disabled.text', { email }),
    acts: [act(t('common.checkAgain'), flow.checkAgain)],
  }),
  'invite-people': ({ organization, submitting, problem, results }, { flow, t }) => ({
    title: t('invite.title'),
    text: t('invite.text', { organization: organization.name }),
    facts: results.map(({ email, code }) => `${email}: ${code ? t(`errors.${code}`) : t('invite.invited')}`),
    fields: [emailField(t)],
    problem,
    isBusy: submitting,
    acts: [
      act(t('invite.submit', { count: 1 }), ({ email = '' }) => flow.invite([{ email, role: 'employee' }])),
      act(t('invite.finish'), flow.finish),
    ],
  }),
  done: ({ organization }, { session, t }) => ({
    title: organization.name,
    text: t('done.title'),
    acts: [act(t('common.signOut'), () => session.signOut?.())],
  }),
} satisfies Partial<Screens>
