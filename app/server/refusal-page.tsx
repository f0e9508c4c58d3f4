import { renderToStaticMarkup } from 'react-dom/server'
import { errorWords, headingOf } from '~/shared/error-words'
import { Oops } from '~/shared/ui'
import { Help } from '~/shared/ui/FamilyShell'
import { Logo } from '~/shared/ui/Icon'
import { words } from '~/shared/words'
import { pathTo } from '~/site'

export interface RefusalPageFacts {
  status: number
  sentence: string
  portalName: string
  hotline: string
  demo: boolean
  /** Shown only when something broke: what to tell on the phone. */
  requestNumber: string | null
  stylesheets: readonly string[]
  /** `elder`, `dark`: the classes of <html>. */
  look: string
}

/** The page for a request that never reaches the portal's own pages: no script, the same look. */
export const refusalPage = (facts: RefusalPageFacts): string => {
  const heading = headingOf(facts.status)
  return `<!doctype html>${renderToStaticMarkup(
    <html lang="zh-CN" className={facts.look || undefined}>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex" />
        <title>{errorWords.titleOf(heading, facts.portalName)}</title>
        {facts.stylesheets.map((href) => (
          <link key={href} rel="stylesheet" href={href} />
        ))}
      </head>
      <body>
        <div className="page slim">
          {facts.demo && (
            <aside className="demo" aria-label={words.demoLabel}>
              {words.demo}
            </aside>
          )}
          <header className="top">
            <a className="brand" href={pathTo('shelf')}>
              <Logo />
              <b>{facts.portalName}</b>
            </a>
          </header>
          <main id="main" className="main">
            <div className="mid">
              <Oops
                whole
                title={heading}
                tone={facts.status === 503 || facts.status === 429 ? 'wait' : 'bad'}
                number={facts.requestNumber ? errorWords.faultNumber(facts.requestNumber) : undefined}
                action={
                  <a className="quiet" href={pathTo('shelf')}>
                    {errorWords.home}
                  </a>
                }
              >
                {facts.sentence}
              </Oops>
            </div>
          </main>
          <Help hotline={{ number: facts.hotline }} />
        </div>
      </body>
    </html>,
  )}`
}
