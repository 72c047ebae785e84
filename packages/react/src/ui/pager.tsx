import { Button } from './button.tsx'
import type { Listing } from './list-section.tsx'
import { useWidget } from './widget.tsx'

/** Says which rows of how many are there, and turns the pages; with one page alone it is not there. */
export function Pager({ list }: { readonly list: Listing<unknown> }) {
  const { slot, translator } = useWidget()
  const { page, rows, first = 1, next, previous, isStale } = list
  if (!page || !(previous || page.next_cursor)) return null
  const { t } = translator
  const range = { from: first, to: first + rows.length - 1, count: page.total }
  return (
    <nav className={slot('pager')} aria-label={t('list.pages')}>
      <span role="status">{t(page.total_is_exact ? 'list.range' : 'list.rangeMore', range)}</span>
      <Button blocked={!previous || isStale === true} onClick={() => previous?.()}>
        {t('list.previous')}
      </Button>
      <Button blocked={!next} onClick={() => next?.()}>
        {t('list.next')}
      </Button>
    </nav>
  )
}
