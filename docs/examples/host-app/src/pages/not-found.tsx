import { useWords } from '../preferences.tsx'
import { Link } from '../router.tsx'
import { Card } from '../ui/card.tsx'

export function NotFound() {
  const { notFound } = useWords()
  return (
    <Card title={notFound.title} text={notFound.text}>
      <Link className="button primary" href="/">
        {notFound.home}
      </Link>
    </Card>
  )
}
