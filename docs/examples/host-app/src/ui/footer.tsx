import { useWords } from '../preferences.tsx'

/** Says below every page where the mails of the demo are. */
export function Footer() {
  const { footer, mailbox } = useWords().app
  return (
    <footer className="foot">
      {footer} <a href="/_dev/mailbox">{mailbox}</a>
    </footer>
  )
}
