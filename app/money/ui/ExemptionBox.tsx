import { Form } from '@remix-run/react'
import { Button, Field } from '~/shared/ui'
import { type ExemptionBasis, type ExemptionStanding, exemptionBases } from '../exemption-rules'
import { basisWords, words } from '../money-words'
import type { RefusedMoney, Where } from './MoneyForm'

interface ExemptionShown {
  standing: ExemptionStanding
  percent: number
  basis: string
  document: string
  mine: boolean
  history: number
}

const basisOf = (basis: string): string => basisWords[basis as ExemptionBasis] ?? basis

/** 减免 of one child, before the eyes of the two named staff only. */
export const ExemptionBox = ({
  where,
  exemption,
  refused,
}: {
  where: Where
  exemption: ExemptionShown
  refused: RefusedMoney | undefined
}) => {
  const { standing, percent, basis, document, mine, history } = exemption
  return (
    <section className="sheaf no-print">
      <h2>{words.of.exemption}</h2>
      {standing === 'none' && <Asking where={where} refused={refused} />}
      {standing === 'waiting' && <p>{mine ? words.of.waitsOther(percent) : words.of.waitsMine(percent)}</p>}
      {standing === 'approved' && <p>{words.of.approved(percent)}</p>}
      {standing !== 'none' && <p className="cap">{words.of.why(basisOf(basis), document)}</p>}
      {standing === 'approved' && <p className="cap">{words.of.endSays}</p>}
      {standing !== 'none' && (
        <div className="acts">
          {standing === 'waiting' && !mine && <Deed act="approve" where={where} label={words.of.approve} />}
          <Deed
            act="end"
            where={where}
            label={standing === 'approved' ? words.of.end : mine ? words.of.takeBack : words.of.decline}
          />
        </div>
      )}
      {history > 0 && <p className="cap">{words.of.history(history)}</p>}
    </section>
  )
}

const Kept = ({ act, where }: { act: string; where: Where }) => (
  <>
    <input type="hidden" name="act" value={act} />
    <input type="hidden" name="school" value={where.school} />
    <input type="hidden" name="term" value={where.term} />
  </>
)

const Deed = ({ act, where, label }: { act: 'approve' | 'end'; where: Where; label: string }) => (
  <Form method="post">
    <Kept act={act} where={where} />
    <Button tone={act === 'approve' ? 'go' : 'plain'}>{label}</Button>
  </Form>
)

const Asking = ({ where, refused }: { where: Where; refused: RefusedMoney | undefined }) => {
  const errors = refused?.errors ?? {}
  const errorOf = (name: string) => (errors[name] ? { error: errors[name] } : {})
  return (
    <Form method="post" noValidate>
      <Kept act="request" where={where} />
      <Field
        id="request-percent"
        name="percent"
        label={words.of.percent}
        hint={words.of.percentHint}
        inputMode="numeric"
        autoComplete="off"
        maxLength={3}
        short
        defaultValue={refused?.values.percent ?? ''}
        {...errorOf('percent')}
      />
      <Field
        id="request-basis"
        type="select"
        name="basis"
        label={words.of.basis}
        options={[
          { value: '', label: words.of.pickBasis },
          ...exemptionBases.map((value) => ({ value, label: basisWords[value] })),
        ]}
        {...errorOf('basis')}
      />
      <Field
        id="request-document"
        name="document"
        label={words.of.document}
        hint={words.of.documentHint}
        autoComplete="off"
        maxLength={80}
        defaultValue={refused?.values.document ?? ''}
        {...errorOf('document')}
      />
      <div className="acts">
        <Button tone="plain">{words.of.request}</Button>
      </div>
    </Form>
  )
}
