import { eq } from 'drizzle-orm'
import { expect, test } from '../journey'

test('an administrator reaches nothing of another school, a teacher no desk but his own, a parent none', async ({
  world,
  own,
  as,
  page,
}) => {
  // Given two schools, and a course waiting for review in the other one
  const { scenario, store } = world
  const mine = await scenario.school(`${own}-mine`, { name: `${own}甲小学（示例）` })
  const other = await scenario.school(`${own}-other`, { name: `${own}乙小学（示例）` })
  await scenario.child(`${own}-child`, { school: other })
  await scenario.guardian(`${own}-parent`, [`${own}-child`])
  await scenario.staff(`${own}-admin`, 'school_admin', mine)
  await scenario.staff(`${own}-teacher`, 'teacher', mine)
  const course = await scenario.section(`${own}-course`, { school: other, slots: [12], state: 'submitted' })
  const stateOf = async () => {
    const { section, sectionStep, activationSlip } = store.tables
    const [row] = await store.db.select().from(section).where(eq(section.id, course))
    const steps = await store.db.$count(sectionStep, eq(sectionStep.section, course))
    return { row, steps, slips: await store.db.$count(activationSlip) }
  }
  const before = await stateOf()
  const refused = async (path: string): Promise<void> => {
    const answer = await page.goto(path)
    expect(answer?.status(), path).toBeGreaterThanOrEqual(403)
    expect(answer?.status(), path).toBeLessThan(405)
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
    await expect(page.getByText(`${own}乙小学`)).toHaveCount(0)
  }

  // When the administrator of one school opens the other's pages
  await as(`${own}-admin`)
  for (const path of [
    `/school?school=${other}`,
    `/school/plan?school=${other}`,
    `/school/slips?school=${other}`,
    `/school/sections/new?school=${other}`,
    `/school/sections/${course}`,
    `/bureau`,
    `/bureau/plans/${other}`,
  ])
    await refused(path)
  // And posts to them
  for (const [path, form] of [
    [`/school?school=${mine}`, { deed: 'approve', section: course }],
    [`/school?school=${other}`, { deed: 'approve', section: course }],
    [`/school/plan?school=${other}`, { deed: 'send' }],
    [`/school/plan?school=${other}`, { deed: 'publish', section: course }],
    [`/bureau/plans/${other}`, { deed: 'file', line: `${course}:1` }],
  ] as const) {
    const answer = await page.request.post(path, { form, headers: { origin: world.portal.origin }, maxRedirects: 0 })
    expect(answer.status(), path).toBeGreaterThanOrEqual(400)
    expect(answer.status(), path).toBeLessThan(500)
  }
  // Then nothing has changed
  expect(await stateOf()).toEqual(before)

  // Nor does a teacher reach the school's desk, or a parent any
  await as(`${own}-teacher`)
  for (const path of ['/school', '/school/plan', '/school/slips', '/bureau', '/bureau/rounds']) await refused(path)
  await as(`${own}-parent`)
  for (const path of ['/teacher', '/teacher/propose', '/school', '/bureau', '/bureau/slips']) await refused(path)
})
