import { useState } from 'react'

/** Rows of an answer, with those kept that were answered here: they stay in their place when the server lists them no more. */
export function useKept<Row extends { readonly id: string }>(rows: readonly Row[]) {
  const [kept, setKept] = useState<readonly { readonly at: number; readonly row: Row }[]>([])
  const others = kept.filter(({ row }) => !rows.some(({ id }) => id === row.id))
  const shown = others.reduce((list, { at, row }) => list.toSpliced(at, 0, row), rows)
  const without = (row: Row) => kept.filter((held) => held.row.id !== row.id)
  return {
    shown,
    keep: (row: Row) => setKept([...without(row), { at: shown.indexOf(row), row }]),
    release: (row: Row) => setKept(without(row)),
  }
}
