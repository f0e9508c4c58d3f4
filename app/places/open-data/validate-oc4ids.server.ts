import type { ErrorObject, ValidateFunction } from 'ajv'
import Draft4 from 'ajv-draft-04'
import addFormats from 'ajv-formats'
import type { JsonObject } from './plain-json'
import schema from './schema/project-schema-0.9.5.json'

let compiled: ValidateFunction | undefined

/** Compiled when the first file comes in: no other page waits for it. */
const validator = (): ValidateFunction => {
  if (compiled) return compiled
  // The schema has keywords of its own: codelist, openCodelist, versionId.
  const ajv = new Draft4({ strict: false, allErrors: true })
  addFormats(ajv)
  compiled = ajv.compile(schema)
  return compiled
}

/** What the schema of OC4IDS 0.9.5 has against a project; empty for a valid one. @param project within `jsonLimits`. */
export const schemaErrors = (project: JsonObject): ErrorObject[] => {
  const validate = validator()
  return validate(project) ? [] : [...(validate.errors ?? [])]
}
