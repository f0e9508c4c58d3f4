import { createHash } from 'node:crypto'
import type { Schema } from '#db/schema/index'
import { CONSENT_VERSION, consentPlainText } from './consent-text'

type District = Pick<Schema['district']['$inferSelect'], 'id' | 'name' | 'portalName' | 'hotline'>

/**
 * What an account decided on the text now in force, as a row of `consent` with the hash of what was shown.
 * @param district the district's row, whose names stand in the text.
 */
export const consentRow = (
  district: District,
  decided: { account: string; decision: 'given' | 'refused'; at: number },
): Schema['consent']['$inferInsert'] => ({
  ...decided,
  district: district.id,
  version: CONSENT_VERSION,
  textHash: createHash('sha256')
    .update(consentPlainText({ portalName: district.portalName, district: district.name, hotline: district.hotline }))
    .digest('hex'),
})
