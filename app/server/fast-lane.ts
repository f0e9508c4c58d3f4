import type { EnrolmentDesk } from '~/courses'
import { pressEnrol, readEnrolmentForm } from '~/courses/index.server'
import type { Context } from '~/shared/context'
import { refuse } from '~/shared/refusal'
import type { Exchange, FastLane } from './exchange'
import { send } from './send'

const FORM = 'application/x-www-form-urlencoded'

const fieldsOf = (type: string, body: Buffer): Iterable<readonly [string, unknown]> => {
  if (type.startsWith(FORM)) return new URLSearchParams(body.toString('utf8'))
  if (!type.startsWith('application/json')) throw refuse('BAD_REQUEST')
  try {
    const parsed: unknown = JSON.parse(body.toString('utf8'))
    if (!Array.isArray(parsed) || !parsed.every((pair) => Array.isArray(pair) && pair.length === 2))
      throw refuse('BAD_REQUEST')
    return parsed as [string, unknown][]
  } catch {
    throw refuse('BAD_REQUEST')
  }
}

/**
 * Answers a pressed enrolment before Remix is asked: the same verb as the page's action, without the cost of a page.
 * A form is answered with 303 (works without JavaScript); JSON, an array of the form's [name, value] pairs, with JSON.
 */
export const enrolmentFastLane =
  (context: Context & { enrolments: EnrolmentDesk }): FastLane =>
  (exchange, body) => {
    // Single fetch's own `/enrol.data` stays with Remix.
    if (exchange.place !== 'enrol' || exchange.path !== '/enrol') return undefined
    return answer(context, exchange, body)
  }

const answer = async (
  context: Context & { enrolments: EnrolmentDesk },
  exchange: Exchange,
  body: Buffer,
): Promise<void> => {
  const { actor, request } = exchange
  if (!actor) throw refuse('NOT_SIGNED_IN')
  const type = String(request.headers['content-type'] ?? '')
  const form = readEnrolmentForm(fieldsOf(type, body))
  if (!form) throw refuse('BAD_REQUEST')
  const pressed = await pressEnrol(context, { ...form, account: actor.account })
  if (type.startsWith(FORM)) {
    await send(exchange, {
      status: 303,
      type: 'text/plain',
      body: '',
      headers: { Location: pressed.location, 'Cache-Control': 'no-store' },
    })
    return
  }
  await send(exchange, {
    status: 200,
    type: 'application/json; charset=utf-8',
    body: JSON.stringify(pressed),
    headers: { 'Cache-Control': 'no-store' },
  })
}
