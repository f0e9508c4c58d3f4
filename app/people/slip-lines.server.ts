import { dayInWords, dayOf } from '~/shared/day'
import type { SlipPerson } from './find-slip-people.server'
import type { SlipLine } from './ui/SlipTable'
import { maskedLogin } from './words'

/** People as a slip page lists them: numbers masked before they leave the server. @param mine whose slip the asker may issue */
export const slipLines = (people: readonly SlipPerson[], mine: (account: string) => boolean): SlipLine[] =>
  people.map(({ login, slipUntil, ...person }) => ({
    ...person,
    login: maskedLogin(login),
    slipUntil: slipUntil === null ? null : dayInWords(dayOf(slipUntil)),
    mine: mine(person.account),
  }))
