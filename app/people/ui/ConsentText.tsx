import { CONSENT_VERSION, type ConsentFacts, consentText } from '../consent-text'
import { words } from '../words'

/** What is agreed to, in full. */
export const ConsentText = ({ facts }: { facts: ConsentFacts }) => (
  <section className="consent">
    {consentText(facts).map(({ head, lines }) => (
      <section key={head}>
        <h2>{head}</h2>
        <ul>
          {lines.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
      </section>
    ))}
    <p className="cap">{words.consent.version(CONSENT_VERSION)}</p>
  </section>
)
