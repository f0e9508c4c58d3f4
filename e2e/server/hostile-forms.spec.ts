import { DISTRICT } from '#db/makers/rows'
import { checkInvariants } from '~/courses/index.server'
import { verifyAudit } from '~/shared/audit.server'
import { type Place, site } from '~/site'
import { runningNow, seat } from '../courses/family-world'
import { shop } from '../courses/lively-school'
import { expect, test } from '../journey'
import { formsIn, hostileBodies, type SentForm } from './hostile-forms'

const AT_ONCE = 16

test('whatever is posted to any form by anybody, nothing breaks and nothing is half-written', async ({
  world,
  own,
}) => {
  test.setTimeout(300_000)
  // Given a school with people in every role, and a course that is on the shelf
  const { scenario, store, portal } = world
  const school = await scenario.school(`${own}-school`)
  await scenario.child(`${own}-child`, { school })
  await scenario.guardian(`${own}-parent`, [`${own}-child`])
  await scenario.staff(`${own}-teacher`, 'teacher', school)
  await scenario.staff(`${own}-admin`, 'school_admin', school)
  await scenario.staff(`${own}-officer`, 'officer')
  await scenario.section(`${own}-course`, { school, slots: [12], capacity: 5, ...runningNow() })
  // And a child that has a place, with another course in the basket
  await scenario.section(`${own}-held`, { school, slots: [22], capacity: 5, ...runningNow() })
  await seat(world, `${own}-held`, [`${own}-child`])
  await shop(world, `${own}-parent`, [[`${own}-child`, `${own}-course`]])
  const people = [null, `${own}-parent`, `${own}-teacher`, `${own}-admin`, `${own}-officer`]
  const values: Record<string, string> = {
    section: `${own}-course`,
    pupil: `${own}-child`,
    school,
    reference: 'TQ26-0000-00',
    secret: 'x'.repeat(43),
  }
  for (const person of people) {
    const cookie = person ? await scenario.signIn(person) : ''
    // When each form of each page is posted with what no page would send
    const forms: SentForm[] = []
    const places = (Object.values(site) as Place[]).map(({ path, methods }) => ({
      filled: path.replace(/:(\w+)/g, (_, name: string) => values[name] ?? 'x'),
      methods,
    }))
    const held = { filled: `/family/${own}-child/${own}-held`, methods: site.placeOf.methods as Place['methods'] }
    for (const { filled, methods } of [...places, held]) {
      if (methods.GET) {
        const page = await fetch(portal.origin + filled, { headers: { cookie }, redirect: 'manual' })
        expect(page.status, `${filled} as ${person}`).toBeLessThan(500)
        forms.push(...formsIn(await page.text(), filled))
      } else forms.push({ action: filled, fields: [['key', 'k'.repeat(20)]] })
    }
    const seen = new Set<string>()
    const posts = forms
      .filter(({ action, fields }) => {
        // Signing out would end the session that the rest of the posts need.
        const name = `${action} ${fields.map(([field]) => field)}`
        if (seen.has(name) || action.startsWith('/sign-out')) return false
        seen.add(name)
        return true
      })
      .flatMap((form) => hostileBodies(form).map((body) => ({ action: form.action, body })))
    expect(posts.length).toBeGreaterThan(20)
    const answers: { status: number; action: string; body: string }[] = []
    const queue = [...posts]
    const post = async (): Promise<void> => {
      for (let next = queue.pop(); next; next = queue.pop()) {
        const { action, body } = next
        const answer = await fetch(new URL(action, portal.origin), {
          method: 'POST',
          redirect: 'manual',
          // A line of its own: one kept from the person before may be hung up by the server just as it is used again.
          headers: {
            cookie,
            origin: portal.origin,
            'content-type': 'application/x-www-form-urlencoded',
            connection: 'close',
          },
          body,
        })
        await answer.arrayBuffer()
        answers.push({ status: answer.status, action, body: body.slice(0, 200) })
      }
    }
    await Promise.all(Array.from({ length: AT_ONCE }, post))
    // Then each is answered, and none with a fault
    expect(answers.filter(({ status }) => status >= 500)).toEqual([])
  }
  // And what stands in the database still fits together
  for (const report of await checkInvariants(store, DISTRICT)) expect(report.broken, report.id).toEqual([])
  expect((await verifyAudit(store, DISTRICT)).brokenAt).toBeNull()
})
