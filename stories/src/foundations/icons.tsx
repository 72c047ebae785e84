import { drawings } from '../../../packages/react/src/ui/drawings.ts'
import { Icon, type IconName } from '../../../packages/react/src/ui/icon.tsx'
import { Widget } from '../../../packages/react/src/ui/widget.tsx'

const names = Object.keys(drawings) as IconName[]

/** Every icon of the widgets, by its name. */
export function Icons() {
  return (
    <Widget name="icons" state="ready">
      <article className="inventory">
        <h1>Icons</h1>
        <p>{names.length} drawings of one stroke, on a grid of 24; each repeats what words beside it say.</p>
        <ul className="icons">
          {names.map((name) => (
            <li key={name}>
              <Icon name={name} />
              <code>{name}</code>
            </li>
          ))}
        </ul>
      </article>
    </Widget>
  )
}
