import type { LoaderFunctionArgs } from '@remix-run/node'
import { answered } from '~/shared/answer.server'
import { refuse } from '~/shared/refusal'
import { exportAsked } from '~/shared/sheet/answer-sheet.server'
import { csvAnswer, workbookAnswer } from '~/shared/sheet/write-sheet.server'
import { loadProposal } from '../advice/load-proposal.server'
import { proposalFile, proposalParts, proposalSheet } from '../advice/proposal-sheets'

/** A proposal's tables: a workbook of all, the asked one first, or that one as CSV (`what=`). */
export const loader = answered(async ({ params, request, context }: LoaderFunctionArgs) => {
  const { actor } = context
  if (!actor) throw refuse('NOT_SIGNED_IN')
  const page = await loadProposal(context, actor, params.scenario ?? '')
  const what = new URL(request.url).searchParams.get('what')
  const sheets = proposalParts.flatMap((part) => {
    const sheet = proposalSheet(page, part)
    return sheet ? [{ part, sheet }] : []
  })
  const first = sheets.find(({ part }) => part === what) ?? sheets[0]
  if (!first) throw refuse('NOT_FOUND')
  const name = proposalFile(page)
  const others = sheets.filter((one) => one !== first)
  return exportAsked(request) === 'csv'
    ? csvAnswer(name, first.sheet)
    : workbookAnswer(
        name,
        [first, ...others].map(({ sheet }) => sheet),
      )
})
