import type { Page } from '@playwright/test'
import { makePlanningProject, makePlanningStreet } from '#db/makers/planning-world'
import type { Scenario } from '#db/makers/scenario'
import type { Store } from '#db/store'
import { autumnOf } from '~/places/autumn-rules'
import { dayOf } from '~/shared/day'
import { expect } from '../journey'

interface Made {
  store: Store
  scenario: Scenario
}

export interface ShortStreet {
  /** The last autumn whose rolls are known. */
  autumn: number
  code: string
  /** As people say it. */
  name: string
  project: { id: string; title: string }
  officer: string
}

/**
 * A street that lacks places in 初中, a project in use two autumns ahead by early August, and an officer. A page that
 * shows only the worst streets shows this one where `junior` is more children than the other journeys' streets have.
 */
export const shortStreet = async (
  { store, scenario }: Made,
  own: string,
  { junior = 118 }: { junior?: number } = {},
): Promise<ShortStreet> => {
  const autumn = autumnOf(dayOf(Date.now()))
  const code = `${own}-street`
  await makePlanningStreet(store, autumn, {
    code,
    name: `泺口${own}街道`,
    births: 130,
    phases: {
      kindergarten: { children: 100, places: 140 },
      primary: { children: 120, places: 110 },
      junior: { children: junior, places: 80 },
    },
  })
  const project = { id: `${own}-project`, title: `泺口示例中学${own}` }
  await makePlanningProject(store, {
    ...project,
    street: code,
    phase: 'junior',
    places: 150,
    due: `${autumn + 2}-08-01`,
    met: null,
  })
  const officer = await scenario.staff(`${own}-officer`, 'officer', '', { name: '规划科 示例丙' })
  return { autumn, code, name: `泺口${own}`, project, officer }
}

/** Makes a version of the forecast as an officer does, and waits until it is there. */
export const makeVersion = async (page: Page, { store }: Pick<Made, 'store'>): Promise<void> => {
  const { forecastRun } = store.tables
  const before = await store.db.$count(forecastRun)
  await page.goto('/bureau/forecasts')
  await page.getByLabel('为什么算').fill('看看项目改期以后')
  await page.getByRole('button', { name: '算一版' }).click()
  await expect.poll(() => store.db.$count(forecastRun), { timeout: 60_000 }).toBe(before + 1)
}
