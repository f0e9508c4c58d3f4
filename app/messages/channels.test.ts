import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { askRoutes } from '#db/makers/ask-routes'
import { DISTRICT } from '#db/makers/rows'
import { type Scenario, startScenario } from '#db/makers/scenario'
import { openTestStore, type TestStore, testEngines } from '#db/makers/test-store'
import type { Channel } from '#db/schema/index'
import { openEnrolmentDesk } from '~/courses/index.server'
import { verifyAudit } from '~/shared/audit.server'
import { fixedClock } from '~/shared/clock'
import type { Context } from '~/shared/context'
import { instantOf } from '~/shared/day'
import type { ChannelsPage } from './channels.server'
import { loadContactWays } from './contact-ways.server'
import { loader as channelsLoader, action as switchAction } from './routes/channels'
import { action as wayAction, loader as wayLoader } from './routes/contact-ways'

describe.each(testEngines)('channels on %s', (engine) => {
  let opened: TestStore
  let world: Scenario
  let context: Context & { origin: string; channels: readonly Channel[] }
  let enrolments: ReturnType<typeof openEnrolmentDesk>
  const ask = askRoutes(() => ({ context, world, enrolments }), 'officer')
  const lines = async () => ((await ask(channelsLoader, {})).body as ChannelsPage).lines

  beforeAll(async () => {
    opened = await openTestStore(engine)
    world = await startScenario(opened.store)
    const clock = fixedClock(instantOf('2026-11-23', '10:00'))
    context = {
      store: opened.store,
      clock,
      district: DISTRICT,
      origin: 'http://127.0.0.1:1',
      channels: ['sms', 'local'],
    }
    enrolments = openEnrolmentDesk(context)
    await world.staff('officer', 'officer')
    await world.staff('teacher', 'teacher', 's')
    await world.guardian('mother', [], { phone: '13800000001' })
  })
  afterAll(() => opened.drop())

  test('an officer switches on what the server is set up for, and off again; the record knows', async () => {
    expect((await ask(switchAction, { form: { channel: 'email', on: 'yes' } })).status).toBe(400)
    expect((await ask(switchAction, { form: { channel: 'fax', on: 'yes' } })).status).toBe(400)
    expect((await ask(switchAction, { form: { channel: 'sms', on: 'yes' } })).status).toBe(303)
    expect((await lines()).map(({ channel, on, usable }) => [channel, on, usable])).toEqual([
      ['sms', true, true],
      ['wechat', false, false],
      ['email', false, false],
      ['local', false, true],
    ])
    expect((await verifyAudit(opened.store, DISTRICT)).brokenAt).toBeNull()
  })

  test('a person says how to be told, of the channels there are', async () => {
    const page = (await ask(wayLoader, { as: 'mother' })).body as { phone: string }
    expect(page.phone).toBe('138 **** 0001')
    expect((await ask(wayAction, { as: 'mother', form: {} })).status).toBe(303)
    expect(await loadContactWays(context, { account: 'mother' })).toMatchObject({
      on: ['sms'],
      wanted: { sms: false, wechat: true, email: false },
    })
    expect((await ask(wayAction, { as: 'mother', form: { sms: 'on' } })).status).toBe(303)
    expect((await loadContactWays(context, { account: 'mother' })).wanted.sms).toBe(true)
  })

  test.each([
    ['on', ''],
    ['on', 'wang'],
    ['on', 'wang@'],
    ['', 'a b@example.com'],
    ['on', '<script>@example.com'],
    ['on', `${'a'.repeat(250)}@example.com`],
    ['on', 'wang@example.com\r\nBcc: all@example.com'],
  ])('mail %j to %j is refused beside the field', async (email, address) => {
    const answer = await ask(wayAction, { as: 'mother', form: { email, address } })
    expect(answer.status).toBe(422)
    expect(Object.keys((answer.body as { errors: object }).errors)).toEqual(['address'])
  })

  test('others may not', async () => {
    for (const as of ['teacher', 'mother', '']) {
      const status = as === '' ? 401 : 403
      expect((await ask(channelsLoader, { as })).status).toBe(status)
      expect((await ask(switchAction, { as, form: { channel: 'sms', on: 'no' } })).status).toBe(status)
    }
    expect((await ask(wayLoader, { as: '' })).status).toBe(401)
  })
})
