import { Form } from '@remix-run/react'
import { momentInWords } from '~/shared/day'
import type { RuleField, RuleKind } from '~/shared/rules/rule-kind'
import { Button, ErrorSummary, Field, Table } from '~/shared/ui'
import { pathTo } from '~/site'
import { rulePageWords as words } from '../checks/check-words'
import type { RuleLine, RulesPage } from '../checks/load-rules.server'
import { ruleKinds } from '../checks/rule-kinds'

interface RefusedRule {
  errors: Readonly<Record<string, string>>
  values: Readonly<Record<string, string>>
}

interface RuleSheafProps {
  rule: RuleLine
  today: string
  schools: RulesPage['schools']
  refused: RefusedRule | undefined
}

/** One rule: what is in force and by which document, its versions, and the form of the next. */
export const RuleSheaf = ({ rule, today, schools, refused }: RuleSheafProps) => {
  const kind = ruleKinds.find(({ key }) => key === rule.kind)
  if (!kind) return null
  const { versions } = rule
  return (
    <section className="sheaf rule" id={rule.kind}>
      <h2>{kind.name}</h2>
      <p>{kind.says}</p>
      <p className="cap">
        {rule.version === 0 ? (
          <>
            <b>{words.fallback}</b> {words.fallbackSays}
          </>
        ) : (
          <>
            <b>{words.inForce(rule.document, rule.effectiveOn)}</b> {words.dated(rule.documentOn)}
          </>
        )}
      </p>
      <Values kind={kind} values={rule.values} schools={schools} />
      {versions.length > 0 && (
        <details className="remark">
          <summary>{words.history(versions.length)}</summary>
          <Versions kind={kind} versions={versions} schools={schools} />
        </details>
      )}
      <details className="remark" open={refused !== undefined}>
        <summary aria-label={words.newTitleOf(kind.name)}>{words.newTitle}</summary>
        <RuleForm
          key={rule.versions.length}
          kind={kind}
          values={refused?.values ?? { ...rule.values, effectiveOn: today }}
          errors={refused?.errors ?? {}}
          schools={schools}
        />
      </details>
    </section>
  )
}

const Values = ({
  kind,
  values,
  schools,
}: {
  kind: RuleKind
  values: RuleLine['values']
  schools: RulesPage['schools']
}) => (
  <dl className="pairs">
    {kind.fields.map((field) => (
      <div key={field.path}>
        <dt>{field.label}</dt>
        <dd>{shown(field, values[field.path] ?? '', schools)}</dd>
      </div>
    ))}
  </dl>
)

const shown = ({ input, unit = '' }: RuleField, text: string, schools: RulesPage['schools']): string => {
  if (input === 'tick') return text ? words.yes : words.no
  if (input === 'yuan') return words.yuan(text)
  const lines = text.split('\n').filter(Boolean)
  if (input === 'schools')
    return lines.map((id) => schools.find((school) => school.id === id)?.name ?? id).join('、') || words.none
  if (input === 'lines') return lines.join('、') || words.none
  return unit ? `${text} ${unit}` : text
}

const Versions = ({
  kind,
  versions,
  schools,
}: {
  kind: RuleKind
  versions: RuleLine['versions']
  schools: RulesPage['schools']
}) => (
  <Table
    caption={words.caption(kind.name)}
    columns={[
      { key: 'version', head: words.columns.version },
      { key: 'document', head: words.columns.document },
      { key: 'documentOn', head: words.columns.documentOn },
      { key: 'from', head: words.columns.from },
      { key: 'standing', head: words.columns.standing },
      { key: 'by', head: words.columns.by },
    ]}
    groups={[
      {
        rows: versions.map(({ version, document, documentOn, effectiveOn, standing, recordedBy, at, values }) => ({
          key: String(version),
          cells: [
            <details key="version" className="remark">
              <summary>{words.version(version)}</summary>
              <Values kind={kind} values={values} schools={schools} />
            </details>,
            document,
            documentOn,
            effectiveOn,
            standing === 'coming' ? words.coming(effectiveOn) : words[standing],
            words.recorded(recordedBy, momentInWords(at)),
          ],
        })),
      },
    ]}
  />
)

interface RuleFormProps {
  kind: RuleKind
  values: Readonly<Record<string, string>>
  errors: Readonly<Record<string, string>>
  schools: RulesPage['schools']
}

/** Several stand on one page, so every id carries its kind. */
const RuleForm = ({ kind, values, errors, schools }: RuleFormProps) => {
  const idOf = (name: string): string => `${kind.key}-${name.replaceAll('.', '-')}`
  const plain = (name: string) => ({
    name,
    id: idOf(name),
    defaultValue: values[name] ?? '',
    ...(errors[name] ? { error: errors[name] } : {}),
  })
  const found = [...kind.fields.map(({ path }) => path), 'document', 'documentOn', 'effectiveOn'].flatMap((name) =>
    errors[name] ? [{ field: idOf(name), message: errors[name] }] : [],
  )
  return (
    <Form method="post" action={pathTo('rules')} noValidate>
      <ErrorSummary errors={found} />
      <input type="hidden" name="kind" value={kind.key} />
      {kind.fields.map((field) => (
        <RuleInput key={field.path} field={field} plain={plain(field.path)} schools={schools} />
      ))}
      <div className="fields">
        <Field {...plain('document')} label={words.document} hint={words.documentHint} maxLength={60} />
        <Field {...plain('documentOn')} type="date" label={words.documentOn} />
        <Field {...plain('effectiveOn')} type="date" label={words.effectiveOn} />
      </div>
      <div className="acts">
        <Button tone="go">{words.save(kind.name)}</Button>
      </div>
    </Form>
  )
}

interface RuleInputProps {
  field: RuleField
  plain: { name: string; id: string; defaultValue: string; error?: string }
  schools: RulesPage['schools']
}

const RuleInput = ({ field: { input, label, hint, unit }, plain, schools }: RuleInputProps) => {
  const { defaultValue: text, ...wires } = plain
  const said = { label: unit ? `${label}（${unit}）` : label, ...(hint ? { hint } : {}) }
  if (input === 'tick') return <Field {...wires} {...said} type="checkbox" value="yes" defaultChecked={text !== ''} />
  if (input === 'lines') return <Field {...plain} {...said} type="textarea" rows={6} />
  if (input === 'schools')
    return (
      <fieldset className="field">
        <legend>{label}</legend>
        {wires.error && <p className="err">{wires.error}</p>}
        <div className="ticks" id={wires.id}>
          {schools.map(({ id, name }) => (
            <label key={id} className="tick">
              <input type="checkbox" name={wires.name} value={id} defaultChecked={text.split('\n').includes(id)} />
              <span>{name}</span>
            </label>
          ))}
        </div>
      </fieldset>
    )
  return <Field {...plain} {...said} short inputMode={input === 'text' ? 'text' : 'decimal'} />
}
