import { Form } from '@remix-run/react'
import { addDays } from '~/shared/day'
import { Button, ButtonLink, Field } from '~/shared/ui'
import { pathTo } from '~/site'
import type { ProviderPage } from '../providers/load-providers.server'
import { providerWords as words } from '../providers/provider-words'
import { fieldsOf, type RefusedDeed } from './ProviderForms'

interface ProviderDecisionsProps {
  page: ProviderPage
  refused: RefusedDeed | undefined
}

const A_YEAR = 364

/** What an officer can decide at this stage. */
export const ProviderDecisions = ({ page, refused }: ProviderDecisionsProps) => {
  const { id, deeds, today, listedUntil } = page
  const to = pathTo('provider', { provider: id })
  const later = addDays(page.stage === 'ended' ? today : listedUntil, A_YEAR)
  const select = fieldsOf('select', refused)
  const list = fieldsOf('list', refused, { from: today, until: addDays(today, A_YEAR) })
  const prolong = fieldsOf('prolong', refused, { until: later })
  const refuse = fieldsOf('refuse', refused)
  return (
    <section className="sheaf">
      <h2>{words.decisions}</h2>
      {deeds.length === 0 && <p className="cap">{words.noDecisions}</p>}
      {deeds.includes('select') && (
        <Form method="post" action={to} noValidate>
          <p>{words.selectSays}</p>
          <Field {...select('remark')} label={words.remark} maxLength={200} optional />
          <div className="acts">
            <Button tone="go" name="deed" value="select">
              {words.select}
            </Button>
          </div>
        </Form>
      )}
      {deeds.includes('list') && (
        <Form method="post" action={to} noValidate>
          <div className="fields">
            <Field {...list('from')} type="date" label={words.from} />
            <Field {...list('until')} type="date" label={words.until} />
          </div>
          <Field {...list('remark')} label={words.remark} maxLength={200} optional />
          <div className="acts">
            <Button tone="go" name="deed" value="list">
              {words.list}
            </Button>
          </div>
        </Form>
      )}
      {deeds.includes('prolong') && (
        <Form method="post" action={to} noValidate>
          <p>{words.prolongSays(listedUntil)}</p>
          <Field {...prolong('until')} type="date" label={words.until} />
          <div className="acts">
            <Button tone="go" name="deed" value="prolong">
              {words.prolongTo}
            </Button>
          </div>
        </Form>
      )}
      {deeds.includes('refuse') && (
        <details className="remark" open={refused?.form === 'refuse'}>
          <summary>{words.refuseTitle}</summary>
          <Form method="post" action={to} noValidate>
            <Field
              {...refuse('remark')}
              type="textarea"
              label={words.reason}
              hint={words.reasonHint}
              rows={2}
              maxLength={200}
            />
            <Button tone="bad" name="deed" value="refuse">
              {words.refuse}
            </Button>
          </Form>
        </details>
      )}
    </section>
  )
}

/** The way to the page that shows whom a withdrawal concerns. */
export const WithdrawalLink = ({ page: { id, deeds } }: Pick<ProviderDecisionsProps, 'page'>) =>
  deeds.includes('withdraw') ? (
    <section className="sheaf">
      <h2>{words.withdrawTitle}</h2>
      <p>{words.withdrawSays}</p>
      <div className="acts">
        <ButtonLink tone="bad" to={pathTo('withdrawProvider', { provider: id })}>
          {words.withdrawLook}
        </ButtonLink>
      </div>
    </section>
  ) : null
