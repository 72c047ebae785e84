/** Chances that repeat: the same seed and number give the same ones, whatever happened before. */
export interface Random {
  /** A whole number from 0 up to, and without, `below`. */
  below(below: number): number
  chance(probability: number): boolean
  /** One of a list. @throws RangeError when it is empty */
  pick<T>(list: readonly T[]): T
}

/** The chances of one request of a run. */
export function randomOf(seed: number, number: number): Random {
  let state = (Math.imul(seed ^ 0x9e3779b9, 0x85ebca6b) + Math.imul(number + 1, 0xc2b2ae35)) >>> 0

  // Mulberry32, by Tommy Ettinger: 32 bits of state suffice where every request starts anew.
  function next(): number {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }

  const below = (limit: number) => Math.floor(next() * limit)
  return {
    below,
    chance: (probability) => next() < probability,
    pick(list) {
      const index = below(list.length)
      if (index >= list.length) throw new RangeError('There is nothing to pick from.')
      return list[index] as (typeof list)[number]
    },
  }
}
