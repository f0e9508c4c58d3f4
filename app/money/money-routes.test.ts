import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { askRoutes } from '#db/makers/ask-routes'
import { makeFamilyAndShelf } from '#db/makers/family-and-shelf'
import { DISTRICT, TERM } from '#db/makers/rows'
import { type Scenario, startScenario } from '#db/makers/scenario'
import { openTestStore, type TestStore, testEngines } from '#db/makers/test-store'
import type { EnrolmentDesk } from '~/courses'
import { openEnrolmentDesk } from '~/courses/index.server'
import { actorOf } from '~/people/index.server'
import { fixedClock } from '~/shared/clock'
import { instantOf } from '~/shared/day'
import { checkLedger } from './check-ledger.server'
import { applyBankImport, loadBankImport, startBankImport } from './import-payments.server'
import { loadDueFacts } from './money-facts.server'
import { missingDues, postDues } from './post-dues.server'
import { loader as bureauLoader } from './routes/bureau-fees'
import { action as feesAction, loader as feesLoader } from './routes/fees'
import { action as ofAction, loader as ofLoader } from './routes/fees-of'
import { action as previewAction, loader as previewLoader } from './routes/fees-preview'
import { loader as sheetLoader } from './routes/fees-sheet'
import { loader as statementLoader } from './routes/statement'

const NOW = instantOf('2026-09-03', '10:00')

/** noodle meets on Wednesdays from 9 September: 350 × sessions + 800. */
describe.each(testEngines)('the money of a school on %s', (engine) => {
  let opened: TestStore
  let world: Scenario
  let enrolments: EnrolmentDesk
  const clock = fixedClock(NOW)
  const context = () => ({ store: opened.store, clock, district: DISTRICT, origin: 'http://127.0.0.1' })
  const ask = askRoutes(() => ({ context: context(), world, enrolments }), 'a')
  const of = (pupil: string) => ({ params: { pupil } })
  const at = { school: 's', term: TERM }
  const pay = (given: Record<string, string> = {}) => ({
    act: 'pay',
    key: randomUUID(),
    amount: '60',
    method: 'cash',
    paidOn: '2026-09-03',
    ...at,
    ...given,
  })
  const moneyOf = async (pupil: string, as = 'a') => {
    const { body } = await ask(ofLoader, { ...of(pupil), as, query: `?school=s&term=${TERM}` })
    return (body as Awaited<ReturnType<typeof ofLoader>>).page
  }
  const press = async (operation: object, account = 'g') => {
    const answer = await enrolments.submit({ key: randomUUID(), account, operation } as Parameters<
      EnrolmentDesk['submit']
    >[0])
    return answer
  }

  beforeAll(async () => {
    opened = await openTestStore(engine)
    world = await startScenario(opened.store)
    await makeFamilyAndShelf(world, NOW)
    for (const id of ['a', 'b', 'c']) await world.staff(id, 'school_admin', 's')
    await world.staff('x', 'school_admin', 'far')
    await world.staff('o', 'officer')
    await world.child('stranger', { school: 'far' })
    enrolments = openEnrolmentDesk(context())
    await press({ kind: 'enrol', lines: [{ pupil: 'he', section: 'noodle', alsoWait: false }] })
    for (const [seat, account] of [
      ['1', 'a'],
      ['2', 'b'],
    ] as const)
      expect((await ask(feesAction, { form: { school: 's', seat, account } })).status).toBe(303)
  })
  afterAll(async () => {
    await enrolments.close()
    await opened.drop()
  })

  test('a page computes what is due and writes nothing', async () => {
    const { money } = await moneyOf('he')
    expect(money.chargeFen).toBe(6_400)
    expect(await opened.store.db.$count(opened.store.tables.ledgerEntry)).toBe(0)
  })

  test('posting twice posts once', async () => {
    expect(await postDues(context(), { term: TERM })).toBe(1)
    expect(await postDues(context(), { term: TERM })).toBe(0)
  })

  test.each(['0', '-1', '1e9', '0.001', '1,000', '１２', 'NaN', '', '=1+1', '999999999', '1 000'])(
    'an amount of “%s” is refused with a sentence',
    async (amount) => {
      const answer = await ask(ofAction, { ...of('he'), form: pay({ amount, sure: 'on' }) })
      expect(answer.status).toBe(422)
      expect(answer.body).toMatchObject({ errors: { amount: /./ } })
    },
  )

  test.each([
    ['paidOn', '2026-09-04'],
    ['paidOn', '2026-02-30'],
    ['method', 'bank_file'],
  ])('a wrong %s is refused', async (field, value) => {
    const answer = await ask(ofAction, { ...of('he'), form: pay({ [field]: value }) })
    expect([answer.status, Object.keys((answer.body as { errors: object }).errors)]).toEqual([422, [field]])
  })

  test('a payment counts once for its key, and far more than is due is asked about', async () => {
    const form = pay({ amount: '60' })
    for (const _ of [1, 2]) expect((await ask(ofAction, { ...of('he'), form })).status).toBe(303)
    expect((await moneyOf('he')).money).toMatchObject({ paidFen: 6_000, balanceFen: 400 })
    expect((await ask(ofAction, { ...of('he'), form: { ...form, amount: '61' } })).body).toBe('KEY_REUSED')
    const large = pay({ amount: '700' })
    expect((await ask(ofAction, { ...of('he'), form: large })).status).toBe(422)
    expect((await ask(ofAction, { ...of('he'), form: { ...large, sure: 'on' } })).status).toBe(303)
    expect((await moneyOf('he')).money.balanceFen).toBe(400 - 70_000)
  })

  test('a refund is never more than the credit', async () => {
    const form = { ...pay({ act: 'refund', amount: '696.01' }) }
    expect((await ask(ofAction, { ...of('he'), form })).status).toBe(422)
    expect((await ask(ofAction, { ...of('he'), form: pay({ act: 'refund', amount: '696' }) })).status).toBe(303)
    expect((await moneyOf('he')).money.balanceFen).toBe(0)
  })

  test('an exemption is asked by one and approved by the other, and nobody else learns of it', async () => {
    const request = { act: 'request', percent: '50', basis: 'low_income', document: '示例证 1', ...at }
    const approve = { act: 'approve', ...at }
    expect((await ask(ofAction, { ...of('he'), as: 'c', form: request })).body).toBe('EXEMPTION_KEEPERS_ONLY')
    expect((await ask(ofAction, { ...of('he'), form: { ...request, percent: '101' } })).status).toBe(422)
    expect((await ask(ofAction, { ...of('he'), form: request })).status).toBe(303)
    expect((await ask(ofAction, { ...of('he'), as: 'b', form: request })).body).toBe('EXEMPTION_STANDS')
    expect((await moneyOf('he')).money.exemptedFen).toBe(0)
    expect((await ask(ofAction, { ...of('he'), form: approve })).body).toBe('EXEMPTION_OTHER_PERSON')
    expect((await ask(ofAction, { ...of('he'), as: 'c', form: approve })).body).toBe('EXEMPTION_KEEPERS_ONLY')
    expect((await ask(ofAction, { ...of('he'), as: 'b', form: approve })).status).toBe(303)
    expect((await ask(ofAction, { ...of('he'), as: 'b', form: approve })).body).toBe('NO_EXEMPTION')
    expect((await moneyOf('he', 'b')).money).toMatchObject({ chargeFen: 6_400, exemptedFen: 3_200 })

    const third = await moneyOf('he', 'c')
    expect(third.money).toMatchObject({ chargeFen: 3_200, exemptedFen: 0, balanceFen: -3_200 })
    expect(third.exemption).toBeNull()
    expect(JSON.stringify(third)).not.toMatch(/low_income|示例证|exemption":\{|减免/)
    for (const loader of [feesLoader, sheetLoader]) {
      const { body } = await ask(loader, { as: 'c', query: '?school=s&as=csv' })
      expect(JSON.stringify(body)).not.toMatch(/low_income|示例证|减免/)
    }
    const { auditEntry } = opened.store.tables
    expect(JSON.stringify(await opened.store.db.select().from(auditEntry))).not.toMatch(/low_income|示例证/)

    const mine = await ask(statementLoader, { as: 'g' })
    expect(mine.body).toMatchObject({ children: [{ exemption: { percent: 50, approved: true } }, { exemption: null }] })
    expect((await ask(ofAction, { ...of('he'), form: { act: 'end', ...at } })).status).toBe(303)
    expect((await moneyOf('he')).money).toMatchObject({ exemptedFen: 0, balanceFen: 0 })
  })

  test('the two seats are two people, and of this school', async () => {
    expect((await ask(feesAction, { form: { school: 's', seat: '2', account: 'a' } })).status).toBe(422)
    expect((await ask(feesAction, { form: { school: 's', seat: '2', account: 'x' } })).status).toBe(422)
    expect((await ask(feesAction, { form: { school: 'far', seat: '2', account: 'x' } })).body).toBe('FORBIDDEN')
  })

  test('other schools, other schools’ pupils and other families stay shut', async () => {
    expect((await ask(ofLoader, { ...of('he'), as: 'x', query: '?school=s' })).body).toBe('FORBIDDEN')
    expect((await ask(ofLoader, { ...of('he'), as: 'x' })).body).toBe('NOT_FOUND')
    expect((await ask(ofLoader, { ...of('stranger') })).body).toBe('NOT_FOUND')
    expect((await ask(ofAction, { ...of('he'), as: 'x', form: pay() })).body).toBe('FORBIDDEN')
    expect((await ask(ofAction, { ...of('he'), as: 'x', form: pay({ school: 'far' }) })).body).toBe('NOT_FOUND')
    expect((await ask(ofAction, { ...of('stranger'), form: pay() })).body).toBe('NOT_FOUND')
    expect((await ask(feesLoader, { as: 'x', query: '?school=s' })).body).toBe('FORBIDDEN')
    expect((await ask(bureauLoader, { as: 'a' })).body).toBe('FORBIDDEN')
    const other = await ask(statementLoader, { as: 'h', query: '?pupil=he' })
    expect(JSON.stringify(other.body)).not.toContain('小禾')
  })

  test('the bureau sees sums and nobody’s name', async () => {
    const { body } = await ask(bureauLoader, { as: 'o' })
    expect(body).toMatchObject({ total: { chargeFen: 6_400, paidFen: 76_000, refundedFen: 69_600, balanceFen: 0 } })
    expect(JSON.stringify(body)).not.toMatch(/小禾|"he"/)
  })

  const csv = (...lines: string[]) => ({
    name: '流水.csv',
    bytes: new TextEncoder().encode(['日期,金额(元),流水号,学籍号,附言', ...lines].join('\n')),
  })
  /** The import when its work behind the answer is over. */
  const settled = async (id: string, actor: Awaited<ReturnType<typeof actorOf>>) => {
    for (;;) {
      const found = await loadBankImport(context(), actor, id)
      if (found.state !== 'reading' && found.state !== 'applying') return found
      await new Promise((wake) => setTimeout(wake, 50))
    }
  }
  const read = async (...lines: string[]) => {
    const actor = await actorOf(context(), 'a', 'a')
    const id = await startBankImport(context(), actor, { ...at, file: csv(...lines) })
    return { id, actor, found: await settled(id, actor) }
  }

  test('a bank’s file is looked at, then recorded whole; read in twice, it counts once', async () => {
    const lines = ['2026-09-02,10.00,B1,示he,', '2026-09-02,20,B2,,交示mai的钱', '2026-09-02,5,B3,,不知道谁']
    const first = await read(...lines)
    const second = await read(...lines)
    expect(first.found).toMatchObject({ state: 'ready', summary: { matched: 2, unmatched: 1, wrong: 0 } })
    const params = { import: first.id }
    // 小麦 has nothing to pay.
    expect((await ask(previewAction, { params, form: { act: 'apply' } })).body).toBe('BANK_LARGE')
    const form = { act: 'apply', sure: 'on' }
    expect((await ask(previewLoader, { params, as: 'x' })).body).toBe('FORBIDDEN')
    expect((await ask(previewAction, { params, as: 'x', form })).body).toBe('FORBIDDEN')
    expect((await ask(previewAction, { params, form })).status).toBe(303)
    expect((await ask(previewAction, { params, form })).body).toBe('WRONG_IMPORT_STATE')
    expect((await moneyOf('he')).money.balanceFen).toBe(-1_000)
    await applyBankImport(context(), second.actor, { id: second.id, sure: true })
    expect((await settled(second.id, second.actor)).summary).toMatchObject({ matched: 0, skipped: 2 })
    expect((await read(...lines)).found.summary).toMatchObject({ matched: 0, recorded: 2 })
    expect((await moneyOf('he')).money.balanceFen).toBe(-1_000)
  })

  test('formulas and wrong cells are told with line and column, and nothing is recorded', async () => {
    const formula = await read('2026-09-02,10,C1,示he,', '2026-09-02,=10+5,C2,示he,')
    expect(formula.found).toMatchObject({
      state: 'failed',
      summary: { code: 'SHEET_FORMULA', sentence: expect.stringContaining('B3') },
    })
    const { id, found, actor } = await read('2026-09-02,10,C1,示he,', '2026-09-02,0,C2,示he,', '2026-09-02,10,C3,谁,')
    expect(found.lines).toMatchObject([
      { kind: 'matched' },
      { kind: 'wrong', line: 3, column: '金额(元)' },
      { kind: 'unmatched', line: 4 },
    ])
    await expect(applyBankImport(context(), actor, { id, sure: true })).rejects.toMatchObject({
      code: 'BANK_WRONG_LINES',
    })
    const missing = await startBankImport(context(), actor, {
      ...at,
      file: { name: 'x.csv', bytes: new TextEncoder().encode('日期,金额\n2026-09-02,1') },
    })
    expect(await settled(missing, actor)).toMatchObject({
      state: 'failed',
      summary: { code: 'BANK_COLUMNS' },
    })
  })

  test('who leaves after two sessions owes for two, and has the rest in credit', async () => {
    clock.set(instantOf('2026-09-17', '12:00'))
    await press({ kind: 'withdraw', pupil: 'he', section: 'noodle' })
    const { money, entries, lines } = await moneyOf('he')
    const { planned, held } = lines[0] ?? { planned: 0, held: 0 }
    expect(held).toBe(2)
    expect(money.chargeFen).toBe(6_400 - Math.min(6_400, 350 * (planned - 2)))
    expect(entries.at(-1)?.balanceFen).toBe(money.balanceFen)
  })

  test('at the end the ledger balances and holds what was computed', async () => {
    await postDues(context(), { term: TERM })
    const facts = await loadDueFacts(context(), TERM)
    expect(await missingDues(context(), opened.store.db, facts, ['he', 'mai', 'other'])).toEqual([])
    for (const report of await checkLedger(opened.store, DISTRICT)) expect(report.broken, report.id).toEqual([])
  })
})
