import { useRootData } from '~/shared/root-data'
import { ButtonLink, Note, Qr, type QrDrawing } from '~/shared/ui'
import { words } from '../words'
import { PrintButton } from './PrintButton'

export interface SlipPaper {
  account: string
  name: string
  /** Masked: the person knows the rest. */
  login: string
  pupils: string[]
  /** In which class it is handed out; null for staff. */
  homeClass: string | null
  code: string
  until: string
}

export interface PrintedSheet {
  error: string | null
  /** Where slips are used. */
  address: string
  qr: QrDrawing | null
  slips: SlipPaper[]
}

/** One pile a class, in the order in which the classes first come. */
const pilesOf = (slips: readonly SlipPaper[]): { name: string; papers: SlipPaper[] }[] =>
  [...new Set(slips.map(({ homeClass }) => homeClass ?? ''))].map((name) => ({
    name,
    papers: slips.filter(({ homeClass }) => (homeClass ?? '') === name),
  }))

/** The slips just issued, as an A4 sheet with lines to cut along; the only time their codes are seen. */
export const SlipSheet = ({ sheet: { slips, address, qr }, back }: { sheet: PrintedSheet; back: string }) => {
  const portal = useRootData()?.portalName ?? ''
  return (
    <>
      <div className="no-print">
        <Note title={words.slips.printedLead}>{words.slips.printHow}</Note>
        <p className="acts">
          <PrintButton>{words.slips.print}</PrintButton>
          <ButtonLink tone="plain" to={back}>
            {words.slips.back}
          </ButtonLink>
        </p>
      </div>
      {pilesOf(slips).map(({ name, papers }) => (
        <section key={name} className="pile" aria-label={name || words.slips.title}>
          {name && (
            <h2>
              {name} <small>{words.slips.pile(papers.length)}</small>
            </h2>
          )}
          <ul className="papers">
            {papers.map((slip) => (
              <li key={slip.account} className="paper">
                <h2>{words.slips.paper.head(portal)}</h2>
                <dl className="pairs">
                  <dt>{words.slips.paper.name}</dt>
                  <dd>
                    {slip.name}
                    {slip.pupils.length > 0 && <small>（{words.slips.paper.for(slip.pupils)}）</small>}
                  </dd>
                  <dt>{words.slips.paper.login}</dt>
                  <dd>{slip.login}</dd>
                  <dt>{words.slips.paper.code}</dt>
                  <dd className="code">{slip.code}</dd>
                </dl>
                <div className="how">
                  {qr && (
                    <div className="qrbox">
                      <Qr drawing={qr} label={words.slips.paper.qr} />
                    </div>
                  )}
                  <div>
                    <p>{words.slips.paper.how}</p>
                    <p>{address}</p>
                    <p>{words.slips.paper.steps}</p>
                    <p>{words.slips.paper.until(slip.until)}</p>
                  </div>
                </div>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </>
  )
}
