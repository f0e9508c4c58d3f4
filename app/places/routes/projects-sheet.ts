import type { LoaderFunctionArgs } from '@remix-run/node'
import { answered } from '~/shared/answer.server'
import { refuse } from '~/shared/refusal'
import { sheetAnswer } from '~/shared/sheet/answer-sheet.server'
import { loadProjects } from '../projects/load-projects.server'
import { projectsSheet } from '../projects/projects-sheet'
import { readProjectSearch } from '../projects/read-project-search.server'

/** The projects as shown. */
export const loader = answered(async ({ request, context }: LoaderFunctionArgs) => {
  const { actor } = context
  if (!actor) throw refuse('NOT_SIGNED_IN')
  const { lines } = await loadProjects(context, actor, readProjectSearch(request))
  const sheet = projectsSheet(lines)
  return sheetAnswer(request, sheet.name, sheet)
})
