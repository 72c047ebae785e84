import type { DefaultRoleKey } from '@tenantry/core'
import type { MailLocale } from '../locales.ts'

interface Named {
  readonly organization: string
  /** Null when the inviter has no name to show. */
  readonly inviter: string | null
}

/** The words of all mails in one language. A language that lacks one does not compile. */
export interface MailMessages {
  readonly roles: Readonly<Record<DefaultRoleKey, string>>
  readonly role: string
  readonly team: string
  readonly expires: (date: string) => string
  readonly copyLink: string
  readonly sentBy: (host: string) => string
  readonly invitation: {
    readonly subject: (names: Named) => string
    readonly heading: (names: Named) => string
    readonly text: (names: Named) => string
    readonly action: string
    readonly unexpected: string
  }
  readonly verification: {
    readonly subject: string
    readonly text: string
    readonly action: string
    readonly unexpected: string
  }
  readonly accountExists: {
    readonly subject: string
    readonly text: string
    readonly action: string
    readonly unexpected: string
  }
  readonly accountCreated: {
    readonly subject: (names: Named) => string
    readonly heading: (names: Named) => string
    readonly text: (names: Named) => string
    readonly action: string
    readonly password: string
    readonly unexpected: string
  }
  readonly passwordReset: {
    readonly subject: string
    readonly text: string
    readonly action: string
    readonly unexpected: string
  }
  readonly membershipApproved: {
    readonly subject: (organization: string) => string
    readonly text: (organization: string) => string
    readonly action: string
    readonly unexpected: string
  }
}

const en: MailMessages = {
  roles: { admin: 'Admin', manager: 'Manager', employee: 'Employee' },
  role: 'Role',
  team: 'Team',
  expires: (date) => `This link works until ${date}.`,
  copyLink: 'If the button does not work, copy this address into your browser:',
  sentBy: (host) => `Sent by ${host}`,
  invitation: {
    subject: ({ inviter, organization }) =>
      inviter ? `${inviter} invites you to ${organization}` : `You are invited to ${organization}`,
    heading: ({ organization }) => `Join ${organization}`,
    text: ({ inviter, organization }) =>
      inviter
        ? sentence(`${inviter} invites you to work together in ${organization}`)
        : sentence(`You are invited to work together in ${organization}`),
    action: 'Accept the invitation',
    unexpected: 'If you did not expect this invitation, you can ignore this mail.',
  },
  verification: {
    subject: 'Confirm your e-mail address',
    text: 'One click, and your new account is ready.',
    action: 'Confirm the address',
    unexpected: 'If you did not create an account, you can ignore this mail.',
  },
  accountExists: {
    subject: 'You already have an account',
    text: 'Somebody, probably you, tried to create an account with this address. There already is one: just sign in.',
    action: 'Sign in',
    unexpected: 'If that was not you, you can ignore this mail. Nothing about your account has changed.',
  },
  accountCreated: {
    subject: ({ inviter, organization }) =>
      inviter ? `${inviter} created an account for you in ${organization}` : `Your account in ${organization}`,
    heading: ({ organization }) => `Welcome to ${organization}`,
    text: ({ inviter, organization }) =>
      inviter
        ? sentence(`${inviter} created an account with this address for you in ${organization}`)
        : sentence(`An account with this address was created for you in ${organization}`),
    action: 'Sign in',
    password:
      'An administrator tells you the password. Change it after you signed in, or ask for a new one on the page where you sign in.',
    unexpected: 'If you did not expect this account, ask for a new password: then nobody else can use it.',
  },
  passwordReset: {
    subject: 'Choose a new password',
    text: 'Somebody, probably you, asked for a new password for this account.',
    action: 'Choose a new password',
    unexpected: 'If that was not you, you can ignore this mail. Your password stays as it is.',
  },
  membershipApproved: {
    subject: (organization) => `You are now a member of ${organization}`,
    text: (organization) => sentence(`You asked to join, and were let in: you are now a member of ${organization}`),
    action: 'Go there',
    unexpected: 'If you did not ask for this, you can ignore this mail.',
  },
}

const pl: MailMessages = {
  roles: { admin: 'Administrator', manager: 'Menedżer', employee: 'Pracownik' },
  role: 'Rola',
  team: 'Zespół',
  expires: (date) => `Link działa do ${date}.`,
  copyLink: 'Jeśli przycisk nie działa, skopiuj ten adres do przeglądarki:',
  sentBy: (host) => `Wysłano z ${host}`,
  invitation: {
    subject: ({ inviter, organization }) =>
      inviter ? `${inviter} zaprasza Cię do organizacji ${organization}` : `Zaproszenie do organizacji ${organization}`,
    heading: ({ organization }) => `Dołącz do organizacji ${organization}`,
    text: ({ inviter, organization }) =>
      inviter
        ? sentence(`${inviter} zaprasza Cię do współpracy w organizacji ${organization}`)
        : sentence(`Czeka na Ciebie zaproszenie do współpracy w organizacji ${organization}`),
    action: 'Przyjmij zaproszenie',
    unexpected: 'Jeśli nie spodziewasz się tego zaproszenia, zignoruj tę wiadomość.',
  },
  verification: {
    subject: 'Potwierdź swój adres e-mail',
    text: 'Jedno kliknięcie i Twoje nowe konto będzie gotowe.',
    action: 'Potwierdź adres',
    unexpected: 'Jeśli to nie Ty zakładasz konto, zignoruj tę wiadomość.',
  },
  accountExists: {
    subject: 'Masz już konto',
    text: 'Ktoś, zapewne Ty, próbował założyć konto na ten adres. Konto już istnieje, wystarczy się zalogować.',
    action: 'Zaloguj się',
    unexpected: 'Jeśli to nie Ty, zignoruj tę wiadomość. Na Twoim koncie nic się nie zmieniło.',
  },
  accountCreated: {
    subject: ({ inviter, organization }) =>
      inviter
        ? `${inviter} zakłada Ci konto w organizacji ${organization}`
        : `Twoje konto w organizacji ${organization}`,
    heading: ({ organization }) => `Witamy w organizacji ${organization}`,
    text: ({ inviter, organization }) =>
      inviter
        ? sentence(`${inviter} zakłada Ci konto na ten adres w organizacji ${organization}`)
        : sentence(`Założono Ci konto na ten adres w organizacji ${organization}`),
    action: 'Zaloguj się',
    password: 'Hasło poda Ci administrator. Zmień je po zalogowaniu albo poproś o nowe na stronie logowania.',
    unexpected: 'Jeśli nie spodziewasz się tego konta, poproś o nowe hasło: wtedy nikt inny z niego nie skorzysta.',
  },
  passwordReset: {
    subject: 'Ustaw nowe hasło',
    text: 'Ktoś, zapewne Ty, poprosił o nowe hasło do tego konta.',
    action: 'Ustaw nowe hasło',
    unexpected: 'Jeśli to nie Ty, zignoruj tę wiadomość. Twoje hasło się nie zmieni.',
  },
  membershipApproved: {
    subject: (organization) => `Należysz już do organizacji ${organization}`,
    text: (organization) => sentence(`Twoja prośba została przyjęta: należysz już do organizacji ${organization}`),
    action: 'Przejdź do organizacji',
    unexpected: 'Jeśli to nie była Twoja prośba, zignoruj tę wiadomość.',
  },
}

const languages: Readonly<Record<MailLocale, MailMessages>> = { en, pl }

/** Gives the words of one language. */
export function mailMessages(locale: MailLocale): MailMessages {
  return languages[locale]
}

// "Kowalski Sp. z o.o." ends its sentence itself.
function sentence(text: string): string {
  return /[.!?…]\u2069?$/.test(text) ? text : `${text}.`
}

/** Names a role in a language; a role that the host made up reads as its key. */
export function roleName(locale: MailLocale, role: string): string {
  const { roles } = languages[locale]
  return Object.hasOwn(roles, role) ? roles[role as DefaultRoleKey] : role
}
