import type { Page } from '@playwright/test'
import { desc } from 'drizzle-orm'
import type { Store } from '#db/store'
import { expect } from '../journey'

/** Publishes the newest version as the officer who stands on the page, who did not make it. */
export const publishNewest = async (page: Page, { store }: { store: Store }): Promise<void> => {
  const { forecastRun } = store.tables
  const [run] = await store.db
    .select({ id: forecastRun.id })
    .from(forecastRun)
    .orderBy(desc(forecastRun.number))
    .limit(1)
  await page.goto(`/bureau/forecasts/${run?.id}`)
  await page.getByLabel('为什么发布').fill('核对过')
  await page.getByRole('button', { name: '发布', exact: true }).click()
  await expect(page.getByText(/发布了/u).first()).toBeVisible()
}
