import type { NoticeToWrite } from '~/messages/index.server'
import type { GuardianOfPupil } from '~/people/index.server'
import { pathTo } from '~/site'
import type { AllotmentEvent, World } from '../allotment-world'
import { words } from './roster-words'

/** What a school did with a paper form, as far as a family is to hear of it. */
export const onPaper = ({ action, detail }: AllotmentEvent): boolean =>
  detail.paper === true && words.notice.lines[action] !== undefined

/**
 * One notice a guardian and child with everything the school did for it; none where no guardian has an account.
 * @param events of one batch; those that were not on paper are passed over.
 */
export const paperNotices = (
  events: readonly AllotmentEvent[],
  guardians: readonly GuardianOfPupil[],
  world: Pick<World, 'sections'>,
): NoticeToWrite[] => {
  const told = events.filter(onPaper)
  return guardians.flatMap(({ account, pupil, pupilName }): NoticeToWrite[] => {
    const lines = told
      .filter((event) => event.pupil === pupil)
      .map(({ action, section }) => words.notice.lines[action]?.(world.sections.get(section)?.title ?? '') ?? '')
    if (lines.length === 0) return []
    const body = words.notice.body([...new Set(lines)])
    return [{ account, kind: 'school-enrolled', title: words.notice.title(pupilName), body, link: pathTo('week') }]
  })
}
