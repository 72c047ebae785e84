import { clerkFake, kindeFake, serveFake, supabaseFake } from '@tenantry/fakes'

// A provider for development, and what `serve` has to be told to work with it, as lines for a shell.
const port = 4010
const url = `http://127.0.0.1:${port}`
const app = process.env.PUBLIC_URL ?? 'http://127.0.0.1:3000'

const sites = {
  async kinde() {
    const fake = await kindeFake({ url })
    const environment = { KINDE_DOMAIN: url, KINDE_CLIENT_ID: 'm2m', KINDE_CLIENT_SECRET: 'm2m-secret' }
    return { fake, environment, token: (email: string) => fake.accessToken(fake.account(email), { aud: [app] }) }
  },
  async clerk() {
    const fake = await clerkFake({ url })
    const environment = { CLERK_SECRET_KEY: fake.secretKey, CLERK_API_URL: url }
    const exp = Math.floor(Date.now() / 1000) + 3600
    const wish = { authorizedParty: app, claims: { exp } }
    return { fake, environment, token: (email: string) => fake.token({ ...wish, subject: fake.account(email) }) }
  },
  async supabase() {
    const fake = await supabaseFake({ url, redirects: [app] })
    const environment = { SUPABASE_URL: url, SUPABASE_SERVICE_KEY: fake.secretKey }
    return { fake, environment, token: (email: string) => fake.token(fake.account(email)) }
  },
}

const name = process.argv[2] ?? ''
if (!Object.hasOwn(sites, name)) {
  console.error(`Usage: pnpm fake ${Object.keys(sites).join('|')}`)
  process.exit(2)
}
const { fake, environment, token } = await sites[name as keyof typeof sites]()
await serveFake(() => fake, { port })
const people = { ADA: await token('ada@example.com'), BEN: await token('ben@example.com') }
for (const [variable, value] of Object.entries({ TENANTRY_PROVIDER: name, PUBLIC_URL: app, ...environment, ...people }))
  console.log(`export ${variable}='${value}'`)
