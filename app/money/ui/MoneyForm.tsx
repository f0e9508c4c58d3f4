import { Form } from '@remix-run/react'
import { Button, Field } from '~/shared/ui'
import { yuanOf } from '../amount-rules'
import { words } from '../money-words'

export interface RefusedMoney {
  errors: Record<string, string>
  values: { amount: string; paidOn: string; percent: string; document: string }
}

export interface Where {
  school: string
  term: string
}

/** Marks one movement by hand. Its key is the server's: pressed twice, it counts once. */
export const MoneyForm = ({
  act,
  where,
  formKey,
  today,
  refused,
  creditFen,
}: {
  act: 'pay' | 'refund'
  where: Where
  formKey: string
  today: string
  refused: RefusedMoney | undefined
  creditFen?: number
}) => {
  const { errors = {}, values } = refused ?? {}
  const errorOf = (name: string) => (errors[name] ? { error: errors[name] } : {})
  return (
    <Form method="post" className="sheaf" key={formKey} noValidate>
      <h2>{act === 'pay' ? words.of.pay : words.of.refund}</h2>
      {creditFen !== undefined && <p className="cap">{words.of.refundSays(yuanOf(creditFen))}</p>}
      <input type="hidden" name="act" value={act} />
      <input type="hidden" name="key" value={formKey} />
      <input type="hidden" name="school" value={where.school} />
      <input type="hidden" name="term" value={where.term} />
      <Field
        id={`${act}-amount`}
        name="amount"
        label={words.of.amount}
        hint={words.of.amountHint}
        inputMode="decimal"
        autoComplete="off"
        maxLength={12}
        short
        defaultValue={values?.amount ?? (creditFen === undefined ? '' : yuanOf(creditFen))}
        {...errorOf('amount')}
      />
      {act === 'pay' && errors.amount && <Field type="checkbox" id="pay-sure" name="sure" label={words.of.sure} />}
      <Field
        id={`${act}-method`}
        type="radios"
        name="method"
        label={words.of.method}
        defaultValue="transfer"
        options={[
          { value: 'transfer', label: words.of.methods.transfer },
          { value: 'cash', label: words.of.methods.cash },
        ]}
        {...errorOf('method')}
      />
      <Field
        id={`${act}-paidOn`}
        type="date"
        name="paidOn"
        label={words.of.paidOn}
        max={today}
        short
        defaultValue={values?.paidOn || today}
        {...errorOf('paidOn')}
      />
      <div className="acts">
        <Button tone={act === 'pay' ? 'go' : 'plain'}>{act === 'pay' ? words.of.save : words.of.saveRefund}</Button>
      </div>
    </Form>
  )
}
