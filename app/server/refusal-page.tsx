import { renderToStaticMarkup } from 'react-dom/server'
import { errorWords, headingOf } from '~/shared/words'
import { pathTo } from '~/site'

export interface RefusalPageFacts {
  status: number
  sentence: string
  portalName: string
  hotline: string
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
        <div className="phone">
          <header className="top">
            <a className="brand" href={pathTo('shelf')}>
              <b>{facts.portalName}</b>
            </a>
          </header>
          <main>
            <section className="oops">
              <h1>{heading}</h1>
              <p>{facts.sentence}</p>
              {facts.requestNumber && <p>{errorWords.faultNumber(facts.requestNumber)}</p>}
              <p>{errorWords.askAt(facts.hotline)}</p>
              <a className="quiet" href={pathTo('shelf')}>
                {errorWords.home}
              </a>
            </section>
          </main>
        </div>
      </body>
    </html>,
  )}`
}
