import type { Appearance } from '../provider/appearance.ts'
import type { PageInfo, Pages } from '../query/use-pages.ts'
import { DeferredDialog, type Load, preload } from './deferred.tsx'
import { Pager } from './pager.tsx'
import { Section, type SectionProps } from './section.tsx'
import { Table, type TableProps } from './table.tsx'
import { type Viewing, Views, type ViewsProps } from './views.tsx'

/** What every list of an organization takes. */
export interface ListProps {
  /** The organization it is about. @default the organization that this tab works in */
  readonly organizationId?: string
  /** Rows in a page, at most 100. @default 25 */
  readonly pageSize?: number
  /** Shows what is there, and offers to change nothing. @default false */
  readonly readOnly?: boolean
  /** How it looks, laid over the appearance of the provider. */
  readonly appearance?: Appearance
}

/** Rows, or why there are none; with the way to other pages, where there are any. */
export type Listing<Row> = Viewing & { readonly rows: readonly Row[] } & Partial<Pages<PageInfo, Row>>

/** What is asked in a dialog: loaded once somebody comes near the list, shown where there are properties for it. */
export interface ListDialog<P> {
  readonly load: Load<P>
  readonly props: P | null | undefined
}

export interface ListSectionProps<Row, P extends DialogProps>
  extends Omit<SectionProps, 'footer' | 'onNear' | 'children'>,
    Omit<TableProps<Row>, 'label' | 'rows' | 'isStale'>,
    Omit<ViewsProps, 'of' | 'skeleton' | 'children'> {
  readonly list: Listing<Row>
  readonly dialog?: ListDialog<P>
}

interface DialogProps {
  readonly onClose: () => void
}

/** A list as all of them are: a title, what narrows it, its rows or why there are none, its pages, and what it asks. */
export function ListSection<Row, P extends DialogProps>(props: ListSectionProps<Row, P>) {
  const { list, columns, keyOf, instead, empty, onClear, dialog, ...section } = props
  const { rows, isStale } = list
  // Whoever may not see it has nothing to narrow, and nothing to add.
  const frame = list.view === 'forbidden' ? { ...section, actions: null, toolbar: null } : section
  return (
    <Section {...frame} onNear={dialog && (() => preload(dialog.load))} footer={<Pager list={list} />}>
      <Views of={list} empty={empty} onClear={onClear}>
        <Table label={section.title} {...{ columns, rows, keyOf, isStale, instead }} />
      </Views>
      {dialog?.props && <DeferredDialog load={dialog.load} props={dialog.props} />}
    </Section>
  )
}

/** How many rows all pages of a list have, as far as they were counted. */
export function totalOf({ page }: Listing<unknown>): string | number | undefined {
  return page && !page.total_is_exact ? `${page.total}+` : page?.total
}
