import type { ReactNode } from 'react'
import { useWidget } from './widget.tsx'

/** One column: its head, and what a row has in it. */
export interface Column<Row> {
  readonly key: string
  readonly head: string
  readonly cell: (row: Row) => ReactNode
  /** Read to screen readers alone: a column of buttons needs no words for whoever sees it. */
  readonly isSilent?: boolean
}

export interface TableProps<Row> {
  /** What the rows are, for screen readers. */
  readonly label: string
  /** The first one names the row. */
  readonly columns: readonly Column<Row>[]
  readonly rows: readonly Row[]
  readonly keyOf: (row: Row) => string
  /** The rows are those of the page before. */
  readonly isStale?: boolean | undefined
  /** Stands in place of a row's cells, such as the way to undo what was done to it. */
  readonly instead?: ((row: Row) => ReactNode) | undefined
}

/** Rows in columns; in narrow places every row is a card. */
export function Table<Row>({ label, columns, rows, keyOf, isStale, instead }: TableProps<Row>) {
  const { slot } = useWidget()
  return (
    <table className={slot('table')} aria-label={label} aria-busy={isStale || undefined}>
      <thead>
        <tr>
          {columns.map(({ key, head, isSilent }) => (
            <th key={key} scope="col" data-column={key}>
              {isSilent ? <span className={slot('hidden')}>{head}</span> : head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => {
          const other = instead?.(row)
          return (
            <tr key={keyOf(row)} className={slot('tableRow')} data-instead={other ? true : undefined}>
              {other ? (
                <td colSpan={columns.length}>{other}</td>
              ) : (
                columns.map((column, index) => <Cell key={column.key} column={column} row={row} isHead={index === 0} />)
              )}
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}

interface CellProps<Row> {
  readonly column: Column<Row>
  readonly row: Row
  readonly isHead: boolean
}

function Cell<Row>({ column: { key, head, cell, isSilent }, row, isHead }: CellProps<Row>) {
  const { slot } = useWidget()
  const Tag = isHead ? 'th' : 'td'
  const content = cell(row)
  return (
    <Tag scope={isHead ? 'row' : undefined} data-column={key}>
      {content && !isHead && !isSilent && (
        <span className={slot('cellLabel')} aria-hidden="true">
          {head}
        </span>
      )}
      {content}
    </Tag>
  )
}
