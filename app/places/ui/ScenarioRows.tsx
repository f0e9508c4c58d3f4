import { Button, Field, type Option } from '~/shared/ui'
import { phaseWords } from '../phase-words'
import { phases } from '../phases'
import { type EditField, editFields, editKinds } from '../scenarios/edit-fields'
import { type EditRow, fieldName } from '../scenarios/edit-rules'
import { editKindWords, fieldWords, makeWords as words } from '../scenarios/scenario-words'

type Pairs = readonly (readonly [id: string, name: string])[]

export interface EditChoices {
  projects: Pairs
  streets: Pairs
  schemes: Pairs
}

interface RowsProps {
  rows: readonly EditRow[]
  choices: EditChoices
  errors: Readonly<Record<string, string>> | undefined
}

/** One edit a row, each with its own fields; buttons post the form, so that rows come and go without JavaScript. */
export const ScenarioRows = ({ rows, choices, errors }: RowsProps) => (
  <>
    {rows.map((row, nth) => (
      // A row is its place: rows have no other name.
      // biome-ignore lint/suspicious/noArrayIndexKey: as above
      <fieldset key={`${nth} ${row.kind} ${rows.length}`} className="editrow">
        <legend>{words.row(nth + 1, editKindWords[row.kind])}</legend>
        <input type="hidden" name={fieldName(nth, 'kind')} value={row.kind} />
        <div className="fields">
          {editFields[row.kind].map((field) => (
            <RowField key={field.name} field={field} nth={nth} row={row} choices={choices} errors={errors} />
          ))}
        </div>
        <Button tone="quiet" name="deed" value={`remove-${nth}`}>
          {words.remove(nth + 1)}
        </Button>
      </fieldset>
    ))}
    <div className="adding">
      <Field
        type="select"
        name="add"
        label={words.addKind}
        options={editKinds.map((kind) => ({ value: kind, label: editKindWords[kind] }))}
        {...(errors?.add ? { error: errors.add } : {})}
      />
      <Button tone="plain" name="deed" value="add">
        {words.add}
      </Button>
    </div>
  </>
)

interface RowFieldProps {
  field: EditField
  nth: number
  row: EditRow
  choices: EditChoices
  errors: RowsProps['errors']
}

const RowField = ({ field, nth, row, choices, errors }: RowFieldProps) => {
  const name = fieldName(nth, field.name)
  const error = errors?.[name]
  const common = {
    name,
    label: fieldWords[row.kind][field.name] ?? field.name,
    defaultValue: row.values[field.name] ?? '',
    ...(error ? { error } : {}),
  }
  if (field.type === 'number')
    return <Field {...common} inputMode={field.decimals > 0 ? 'decimal' : 'text'} autoComplete="off" />
  if (field.type === 'day') return <Field {...common} type="date" />
  return (
    <Field {...common} type="select" options={[{ value: '', label: words.choose }, ...optionsOf(field, choices)]} />
  )
}

const optionsOf = ({ type }: EditField, { projects, streets, schemes }: EditChoices): Option[] => {
  const of = (pairs: Pairs): Option[] => pairs.map(([value, label]) => ({ value, label }))
  if (type === 'project') return of(projects)
  if (type === 'street') return of(streets)
  return type === 'scheme' ? of(schemes) : phases.map((phase) => ({ value: phase, label: phaseWords[phase] }))
}
