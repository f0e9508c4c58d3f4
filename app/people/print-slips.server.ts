import { type AppLoadContext, data } from '@remix-run/node'
import { readForm } from '~/shared/answer.server'
import { dayInWords, dayOf } from '~/shared/day'
import { Refusal, refuse } from '~/shared/refusal'
import { drawQr } from '~/shared/ui/qr.server'
import { pathTo } from '~/site'
import type { Actor } from './actor'
import { issueSlips } from './issue-slips.server'
import { slipsForm } from './slip-form'
import { maskedLogin, words } from './words'

/**
 * Issues the slips a form asks for and shapes them for the sheet that is printed; the codes are in this one answer only.
 * Refuses BAD_REQUEST, FORBIDDEN, NOT_FOUND; a form sent twice is said on the page.
 */
export const printSlips = async (context: AppLoadContext, actor: Actor, request: Request) => {
  const form = await readForm(request, slipsForm, { lists: ['account'] })
  if (!form.ok) throw refuse('BAD_REQUEST')
  const { account: accounts, key } = form.value
  try {
    const slips = await issueSlips(context, actor, { accounts, key })
    const address = `${context.origin}${pathTo('activate')}`
    return {
      error: null,
      address,
      qr: drawQr(address),
      slips: slips.map(({ account, name, login, pupils, homeClass, code, expiresAt }) => ({
        account,
        name,
        login: maskedLogin(login),
        pupils,
        homeClass: homeClass && words.slips.gradeClass(homeClass.grade, homeClass.number),
        code,
        until: dayInWords(dayOf(expiresAt)),
      })),
    }
  } catch (error) {
    if (!(error instanceof Refusal) || error.code !== 'CONFLICT') throw error
    return data({ error: words.slips.twice, address: '', qr: null, slips: [] }, error.status)
  }
}
