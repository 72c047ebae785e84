import { useWords } from '../preferences.tsx'
import { Link } from '../router.tsx'

/** The way between the pages behind the gate. */
export function Tabs({ path }: { readonly path: string }) {
  const { app, organization, organizations } = useWords()
  const pages = [
    ['/dashboard', app.dashboard],
    ['/organization', organization.title],
    ['/organizations', organizations.title],
  ] as const
  return (
    <nav className="tabs" aria-label={app.pages}>
      {pages.map(([href, label]) => (
        <Link key={href} href={href} aria-current={href === path ? 'page' : undefined}>
          {label}
        </Link>
      ))}
    </nav>
  )
}
