import { useWords } from '../preferences.tsx'
import { Link } from '../router.tsx'
import { useUser } from '../use-user.ts'

/** What this demo shows, and the way in. */
export function Landing() {
  const { app, landing } = useWords()
  const user = useUser()
  const ways = [
    [landing.founder, landing.founderText],
    [landing.link, landing.linkText],
    [landing.waiting, landing.waitingText],
    [landing.member, landing.memberText],
  ] as const
  return (
    <div className="landing">
      <title>{app.name}</title>
      <h1>{landing.title}</h1>
      <p className="lead">{landing.text}</p>
      <p className="actions">
        {user ? (
          <Link className="button primary" href="/dashboard">
            {landing.open}
          </Link>
        ) : (
          <>
            <Link className="button primary" href="/sign-up">
              {landing.start}
            </Link>
            <Link className="button" href="/sign-in">
              {app.signIn}
            </Link>
          </>
        )}
      </p>
      <h2>{landing.ways}</h2>
      <ol className="ways">
        {ways.map(([title, text]) => (
          <li key={title}>
            <h3>{title}</h3>
            <p>{text}</p>
          </li>
        ))}
      </ol>
    </div>
  )
}
