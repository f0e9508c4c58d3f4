import { Form } from '@remix-run/react'
import { Button, Icon, Table } from '~/shared/ui'
import { maskedLogin, words } from '../words'

/** A person in the list of a slip page. */
export interface SlipLine {
  account: string
  name: string
  login: string
  of: string[]
  activated: boolean
  /** Until which day the slip in hand lives, in words. */
  slipUntil: string | null
  /** False for whom somebody else prints it, and for oneself. */
  mine: boolean
}

const stateOf = ({ activated, slipUntil }: SlipLine) =>
  activated ? (
    <span className="okk">{words.slips.state.open}</span>
  ) : slipUntil ? (
    words.slips.state.slip(slipUntil)
  ) : (
    <span className="w">{words.slips.state.none}</span>
  )

interface SlipTableProps {
  caption: string
  /** Head of the column that says whose guardian, or at which school. */
  ofHead: string
  lines: readonly SlipLine[]
  /** Of this page: the same form sent twice issues once. */
  formKey: string
  school?: string
  empty: string
  foot?: string
  /** Offers one slip for everybody here who has not activated. */
  together?: boolean
}

/** People with the state of their slips, and a button a person. */
export const SlipTable = ({ caption, ofHead, lines, formKey, school, empty, foot, together }: SlipTableProps) => {
  const waiting = lines.filter(({ mine, activated, slipUntil }) => mine && !activated && !slipUntil)
  return (
    <div className="people">
      <Table
        caption={caption}
        columns={[
          { key: 'who', head: words.slips.columns.who },
          { key: 'of', head: ofHead },
          { key: 'login', head: words.slips.columns.login },
          { key: 'state', head: words.slips.columns.state },
          { key: 'next', head: words.slips.columns.next },
        ]}
        groups={[
          {
            rows: lines.map((line) => ({
              key: line.account,
              cells: [
                <b key="who">{line.name}</b>,
                line.of.join('、'),
                maskedLogin(line.login),
                stateOf(line),
                line.mine ? <IssueOne key="next" line={line} formKey={formKey} school={school} /> : '',
              ],
            })),
          },
        ]}
        bar={
          together && (
            <div className="seg wait">
              {waiting.length > 0 ? (
                <Form method="post">
                  <Hidden formKey={formKey} school={school} />
                  {waiting.map(({ account }) => (
                    <input key={account} type="hidden" name="account" value={account} />
                  ))}
                  <Button tone="go">
                    <Icon name="print" />
                    {words.slips.issueClass(waiting.length)}
                  </Button>
                </Form>
              ) : (
                <span className="cap">{lines.length > 0 && words.slips.classDone}</span>
              )}
            </div>
          )
        }
        empty={empty}
        foot={foot && <span>{foot}</span>}
      />
    </div>
  )
}

const Hidden = ({ formKey, school }: { formKey: string; school?: string }) => (
  <>
    <input type="hidden" name="key" value={formKey} />
    {school && <input type="hidden" name="school" value={school} />}
  </>
)

const IssueOne = ({ line, formKey, school }: { line: SlipLine; formKey: string; school?: string }) => (
  <Form method="post">
    <Hidden formKey={formKey} school={school} />
    <Button tone="plain" name="account" value={line.account}>
      {line.activated || line.slipUntil ? words.slips.issueAgain : words.slips.issueOne}
      <span className="vh">：{line.name}</span>
    </Button>
  </Form>
)
