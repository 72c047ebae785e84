import preview from '../.storybook/preview.tsx'

const meta = preview.meta({ title: 'Introduction', tags: ['!autodocs'] })

export const Introduction = meta.story({
  render: () => (
    <article className="inventory">
      <h1>Tenantry</h1>
      <p>Every widget in every state that people meet, to be looked at, tried, and taken apart.</p>
      <dl>
        <dt>Foundations</dt>
        <dd>The tokens that a theme sets, the icons, and every text in every language.</dd>
        <dt>Arriving, Choosing, Managing</dt>
        <dd>
          The widgets. Their states come from the replies of a made-up server, which the types of the contract check:
          one that no longer fits does not compile. The page of each widget lists its props as its types say them.
        </dd>
        <dt>Live</dt>
        <dd>
          The real server, on a PostgreSQL that runs in this tab. Create an organization, invite somebody, open the mail
          as whoever it was sent to.
        </dd>
      </dl>
      <p>
        The toolbar above a story chooses theme, light or dark, density, language, direction and width; the controls
        below change its props. Every story is a test, too: it is rendered and played in Chromium, where axe has to find
        nothing against WCAG 2.2 AA.
      </p>
    </article>
  ),
})
