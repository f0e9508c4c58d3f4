import { Form } from '@remix-run/react'
import { Button, Field, Figure, Table } from '~/shared/ui'
import { pathTo } from '~/site'
import type { ProjectPage } from '../projects/load-project.server'
import { detailWords as words } from '../projects/project-detail-words'
import { fundingForm, paymentForm, variationForm } from '../projects/project-money-form'
import { moneyInWords } from '../projects/project-page-words'
import { Fold } from './ProjectForms'
import { type RefusedDeed, useDeedForm } from './use-deed-form'

interface MoneyProps {
  page: ProjectPage
  refused: RefusedDeed | undefined
}

const signedMoney = (fen: number): string => (fen > 0 ? `+${moneyInWords(fen)}` : moneyInWords(fen))

/** Budget against what was paid, then funding, payments and changes of contracts with their forms. */
export const ProjectMoneySheaf = ({ page, refused }: MoneyProps) => (
  <section className="sheaf money" aria-labelledby="money-head">
    <h2 id="money-head">{words.money}</h2>
    <Sums page={page} />
    <Funding page={page} refused={refused} />
    <Payments page={page} refused={refused} />
    <Variations page={page} refused={refused} />
  </section>
)

const Sums = ({ page: { money, row } }: { page: ProjectPage }) => {
  const { budgetFen, fundedFen, paidFen, variedFen, restFen, overBudget } = money
  return (
    <>
      <dl className="sums">
        <div>
          <dt>{words.moneyBudget}</dt>
          <dd>
            {budgetFen === null ? (
              words.moneyUnknown
            ) : (
              <Figure name="places.project-budget" value={budgetFen}>
                {moneyInWords(budgetFen)}
              </Figure>
            )}
            {row.budgetSource && <small>{row.budgetSource}</small>}
          </dd>
        </div>
        <div>
          <dt>{words.moneyVaried}</dt>
          <dd>{signedMoney(variedFen)}</dd>
        </div>
        <div>
          <dt>{words.moneyFunded}</dt>
          <dd>{moneyInWords(fundedFen)}</dd>
        </div>
        <div>
          <dt>{words.moneyPaid}</dt>
          <dd>
            <Figure name="places.project-paid" value={paidFen}>
              {moneyInWords(paidFen)}
            </Figure>
          </dd>
        </div>
        {restFen !== null && (
          <div>
            <dt>{overBudget ? words.moneyOver : words.moneyRest}</dt>
            <dd className={overBudget ? 'x' : undefined}>
              <Figure name="places.project-rest" value={restFen}>
                {moneyInWords(Math.abs(restFen))}
              </Figure>
            </dd>
          </div>
        )}
      </dl>
      {budgetFen !== null && budgetFen > 0 && (
        <p className="paidbar">
          <progress className="progress" max={budgetFen} value={Math.max(0, paidFen)} aria-hidden="true" />
          <span className="cap">{words.paidShare(Math.round((paidFen / budgetFen) * 100))}</span>
        </p>
      )}
    </>
  )
}

const Funding = ({ page, refused }: MoneyProps) => {
  const form = useDeedForm(fundingForm, { deed: 'fund', before: {}, refused })
  return (
    <>
      <h3>{words.funding}</h3>
      {page.funding.length === 0 ? (
        <p className="nil">{words.fundingNone}</p>
      ) : (
        <Table
          caption={words.funding}
          columns={[
            { key: 'source', head: words.fundingColumns.source },
            { key: 'document', head: words.fundingColumns.document },
            { key: 'amount', head: words.fundingColumns.amount, number: true },
            { key: 'next', head: <span className="vh">{words.removeFunding}</span> },
          ]}
          groups={[
            {
              rows: page.funding.map(({ number, source, document, amountFen }) => ({
                key: String(number),
                cells: [
                  source,
                  document,
                  moneyInWords(amountFen),
                  <Form
                    key="remove"
                    method="post"
                    action={pathTo('project', { project: page.line.id })}
                    preventScrollReset
                  >
                    <input type="hidden" name="deed" value="unfund" />
                    <input type="hidden" name="seen" value={page.seen} />
                    <input type="hidden" name="number" value={number} />
                    <button type="submit" className="quiet" aria-label={words.removeOf(source)}>
                      {words.removeFunding}
                    </button>
                  </Form>,
                ],
              })),
            },
          ]}
        />
      )}
      <Fold form={form} page={page} deed="fund" title={words.addFunding}>
        <div className="fields">
          <Field {...form.field('source')} label={words.source} maxLength={60} autoComplete="off" />
          <Field {...form.field('amount')} label={words.amount} inputMode="decimal" />
          <Field {...form.field('document')} label={words.document} maxLength={120} autoComplete="off" optional />
        </div>
        <Button tone="go">{words.addFunding}</Button>
      </Fold>
    </>
  )
}

const Payments = ({ page, refused }: MoneyProps) => {
  const form = useDeedForm(paymentForm, { deed: 'pay', before: { paidOn: page.today }, refused })
  return (
    <>
      <h3>{words.payments}</h3>
      {page.payments.length === 0 ? (
        <p className="nil">{words.paymentsNone}</p>
      ) : (
        <Table
          caption={words.payments}
          columns={[
            { key: 'day', head: words.paymentColumns.day },
            { key: 'payee', head: words.paymentColumns.payee },
            { key: 'contract', head: words.paymentColumns.contract },
            { key: 'amount', head: words.paymentColumns.amount, number: true },
            { key: 'who', head: words.paymentColumns.who },
          ]}
          groups={[
            {
              rows: page.payments.map(({ number, paidOn, payee, contract, amountFen, who }) => ({
                key: String(number),
                cells: [paidOn, payee, contract, moneyInWords(amountFen), who],
              })),
            },
          ]}
        />
      )}
      <Fold form={form} page={page} deed="pay" title={words.addPayment}>
        <div className="fields">
          <Field {...form.field('payee')} label={words.payee} maxLength={60} autoComplete="off" />
          <Field
            {...form.field('amount')}
            label={words.amount}
            hint={words.paymentHint}
            inputMode="text"
            autoComplete="off"
          />
          <Field {...form.field('contract')} label={words.contract} maxLength={60} autoComplete="off" optional />
          <Field {...form.field('paidOn')} type="date" label={words.paidOn} />
        </div>
        <Button tone="go">{words.addPayment}</Button>
      </Fold>
    </>
  )
}

const Variations = ({ page, refused }: MoneyProps) => {
  const form = useDeedForm(variationForm, { deed: 'vary', before: { agreedOn: page.today }, refused })
  return (
    <>
      <h3>{words.variations}</h3>
      {page.variations.length === 0 ? (
        <p className="nil">{words.variationsNone}</p>
      ) : (
        <Table
          caption={words.variations}
          columns={[
            { key: 'day', head: words.variationColumns.day },
            { key: 'contract', head: words.variationColumns.contract },
            { key: 'why', head: words.variationColumns.why },
            { key: 'days', head: words.variationColumns.days, number: true },
            { key: 'amount', head: words.variationColumns.amount, number: true },
            { key: 'who', head: words.variationColumns.who },
          ]}
          groups={[
            {
              rows: page.variations.map(({ number, agreedOn, contract, why, days, amountFen, who }) => ({
                key: String(number),
                cells: [agreedOn, contract, why, words.days_(days), signedMoney(amountFen), who],
              })),
            },
          ]}
        />
      )}
      <Fold form={form} page={page} deed="vary" title={words.addVariation}>
        <div className="fields">
          <Field {...form.field('contract')} label={words.contract} maxLength={60} autoComplete="off" />
          <Field
            {...form.field('amount')}
            label={words.amount}
            hint={words.signedHint}
            inputMode="text"
            autoComplete="off"
          />
          <Field {...form.field('days')} label={words.days} hint={words.daysHint} autoComplete="off" short />
          <Field {...form.field('agreedOn')} type="date" label={words.agreedOn} />
        </div>
        <Field {...form.field('why')} label={words.why} maxLength={200} autoComplete="off" />
        <Button tone="go">{words.addVariation}</Button>
      </Fold>
    </>
  )
}
