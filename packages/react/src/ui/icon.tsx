import type { ReactNode } from 'react'

const ways = {
  mail: 'M3.5 6.5h17v11h-17zM4 7l8 6 8-6',
  clock: 'M12 7v5l3 2M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17',
  lock: 'M6.5 11h11v9h-11zM9 11V7.5a3 3 0 0 1 6 0V11',
  link: 'M10 14a4 4 0 0 0 5.7 0l3-3A4 4 0 0 0 13 5.3l-1 1M14 10a4 4 0 0 0-5.7 0l-3 3a4 4 0 0 0 5.7 5.7l1-1',
  people:
    'M9 11.5a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7M2.5 20c0-3.6 2.9-5.5 6.5-5.5s6.5 1.9 6.5 5.5M16 4.9a3.5 3.5 0 0 1 0 6.2M18 14.9c2.2.7 3.5 2.4 3.5 5.1',
  swap: 'M7 4 3.5 7.5 7 11M3.5 7.5H17M17 13l3.5 3.5L17 20M20.5 16.5H7',
  building: 'M5 20.5v-16h9v16M14 9.5h5v11M3 20.5h18M8 8h3M8 12h3M8 16h3',
  plus: 'M12 5v14M5 12h14',
  check: 'm5 12.5 4.5 4.5L19 7.5',
  cross: 'm6.5 6.5 11 11M17.5 6.5l-11 11',
  info: 'M12 11v5.5M12 7.5v.2M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17',
  warning: 'M12 9v4.5M12 16.8v.2M12 4 2.8 19.5h18.4z',
  cloud: 'M7 18.5a4 4 0 0 1-.6-8A6 6 0 0 1 18 9.6a4.5 4.5 0 0 1 .5 8.9zM10 12l4 4M14 12l-4 4',
  inbox: 'M4 13.5 6.5 5h11l2.5 8.5v5.5H4zM4 13.5h4.5l1.5 2.5h4l1.5-2.5H20',
  eye: 'M2.5 12S6 5.5 12 5.5 21.5 12 21.5 12 18 18.5 12 18.5 2.5 12 2.5 12M12 9.5a2.5 2.5 0 1 0 0 5 2.5 2.5 0 0 0 0-5',
  eyeOff: 'M2.5 12S6 5.5 12 5.5 21.5 12 21.5 12 18 18.5 12 18.5 2.5 12 2.5 12M4 4l16 16',
} as const

export type IconName = keyof typeof ways

/** A drawing that repeats what words beside it say, and is silent itself. */
export function Icon({ name }: { readonly name: IconName }): ReactNode {
  return (
    <svg className="tenantry-icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      <path d={ways[name]} />
    </svg>
  )
}
