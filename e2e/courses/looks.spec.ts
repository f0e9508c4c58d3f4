import { randomBytes } from 'node:crypto'
import { expect, stands, take, test } from '../journey'
import { type Made, queue, runningNow, seat } from './family-world'
import { type LivelySchool, livelySchool, shop } from './lively-school'

const widths = { 'a phone': 360, 'a desk': 1440 }
const looks = { light: [], dark: ['深色'], elder: ['长辈版'] }

for (const [device, width] of Object.entries(widths)) {
  for (const [look, buttons] of Object.entries(looks)) {
    test(`every page of a family stands on ${device}, ${look}`, async ({ world, own, as, page }) => {
      test.setTimeout(180_000)
      await page.setViewportSize({ width, height: 800 })
      // Given a family with courses, a place in line, an offer, a notice, and a clash in the basket
      const lively = await livelySchool(world, own)
      const { school, he, mai, mother, course } = lively
      const choir = await offerTo(world, lively)
      await press(world, lively, [
        [he, 'print'],
        [mai, 'books'],
        [mai, 'go'],
      ])
      await shop(world, mother, [
        [he, course('dough')],
        [he, course('robot')],
        [he, course('code')],
        [mai, course('lab')],
      ])

      // When a stranger sets the look and goes through the public pages
      await page.goto('/sign-in')
      for (const button of buttons) await page.getByRole('button', { name: button, exact: true }).click()
      await expect(page.locator('html')).toHaveClass(look === 'light' ? '' : look)
      for (const address of [
        '/',
        `/?school=${school}`,
        `/sections/${course('robot')}`,
        '/sign-in',
        '/activate',
        '/consent',
      ]) {
        await stands(page, address)
      }

      // And the mother goes through hers
      await as(mother)
      for (const address of [
        '/',
        `/?child=${mai}`,
        `/?day=3`,
        '/?q=biancheng',
        '/?q=没有的课',
        `/sections/${course('robot')}?child=${he}`,
        `/sections/${course('code')}?child=${he}`,
        '/basket',
        '/family',
        `/family/${he}/${course('print')}`,
        `/family/${he}/${course('print')}?ask=withdraw`,
        `/family/${mai}/${course('go')}`,
        `/family/${he}/${choir}`,
        `/family/${he}/${he}-care`,
        '/week',
        '/me',
        '/notices',
      ]) {
        await stands(page, address)
      }
      await stands(page, '/nowhere', 404)
      await page.goto('/basket')
      await page.getByRole('radio').first().check()
      await page.getByRole('button', { name: '确认报名', exact: true }).click()
      await expect(page).toHaveURL(/\/enrolled\//)
      await stands(page, page.url())
    })
  }
}

test.describe('pictures', () => {
  test.use({ viewport: { width: 390, height: 880 }, deviceScaleFactor: 2 })

  test('of shelf, answer and week on a phone', async ({ world, own, as, page }) => {
    // Given a family in the middle of its shopping
    const lively = await livelySchool(world, own)
    const { he, mai, mother, course } = lively
    await press(world, lively, [
      [he, 'choir'],
      [he, 'ball'],
      [mai, 'books'],
      [mai, 'ink'],
    ])
    await shop(world, mother, [
      [he, course('lab')],
      [mai, course('go')],
    ])
    await as(mother)

    // When it looks at the shelf, presses, and opens its week
    await page.goto('/')
    await expect(page.getByRole('heading', { name: '给小禾选课后服务课程' })).toBeAttached()
    await take(page, 'shelf-phone')
    await page.goto('/basket')
    await page.getByRole('button', { name: '确认报名', exact: true }).click()
    await expect(page.getByRole('heading', { name: '报上了 1 门，候补 1 门' })).toBeVisible()
    await take(page, 'answer-phone')
    await page.goto('/week')
    await expect(page.getByRole('heading', { name: '这周课表' })).toBeVisible()
    await take(page, 'week-phone')
  })
})

/** Opens a page and looks at it as a whole: nothing for axe to find, nothing out at the side. */
/** A form of the family, sent by its mother. */
const send = async (
  world: Made & { portal: { origin: string } },
  account: string,
  address: string,
  fields: string[][],
) => {
  const { origin } = world.portal
  const cookie = await world.scenario.signIn(account, { origin })
  const answer = await fetch(origin + address, {
    method: 'POST',
    redirect: 'manual',
    headers: { cookie, origin },
    body: new URLSearchParams(fields),
  })
  expect(answer.status, address).toBe(303)
}

const newKey = (): string => randomBytes(18).toString('base64url')

/** Enrols as the check page does. */
const press = (
  world: Made & { portal: { origin: string } },
  { mother, course }: LivelySchool,
  lines: readonly (readonly [pupil: string, name: string])[],
): Promise<void> => {
  const values = lines.map(([pupil, name]) => `${pupil}:${course(name)}`)
  return send(world, mother, '/enrol', [
    ['key', newKey()],
    ...values.flatMap((value) => [
      ['line', value],
      ['wait', value],
    ]),
  ])
}

/** A course of one place that 小禾 waits for and another family gives back. @returns the course */
const offerTo = async (world: Made & { portal: { origin: string } }, { school, he }: LivelySchool): Promise<string> => {
  const { scenario } = world
  const leaving = await scenario.child(`${school}-leaving`, { school })
  await scenario.guardian(`${leaving}-mother`, [leaving])
  const section = await scenario.section(`${school}-drum`, {
    school,
    slots: [42],
    title: '威风锣鼓',
    category: 'folk',
    capacity: 1,
    ...runningNow(),
  })
  await seat(world, section, [leaving])
  await queue(world, section, [he])
  await send(world, `${leaving}-mother`, `/family/${leaving}/${section}`, [
    ['intent', 'withdraw'],
    ['key', newKey()],
  ])
  return section
}
