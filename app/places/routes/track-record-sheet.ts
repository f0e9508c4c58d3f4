import type { LoaderFunctionArgs } from '@remix-run/node'
import { answered } from '~/shared/answer.server'
import { refuse } from '~/shared/refusal'
import { sheetAnswer } from '~/shared/sheet/answer-sheet.server'
import { loadRun } from '../runs/load-run.server'
import { loadTrackRecord } from '../runs/load-track-record.server'
import { trackSearch } from '../runs/track-form'
import { alertsSheet, backtestSheet, scoresSheet } from '../runs/track-sheets'
import { trackWords as words } from '../runs/track-words'

/** The errors as shown; the alerts (`what=alerts`), or the back-test of a run (`what=backtest&of=…`). */
export const loader = answered(async ({ request, context }: LoaderFunctionArgs) => {
  const { actor } = context
  if (!actor) throw refuse('NOT_SIGNED_IN')
  const query = new URL(request.url).searchParams
  const what = query.get('what')
  if (what === 'backtest') {
    const { backtest } = await loadRun(context, actor, query.get('of') ?? '')
    return sheetAnswer(request, words.sheets.backtest, backtestSheet(backtest))
  }
  const { scores, alerts } = await loadTrackRecord(context, actor, trackSearch.parse(Object.fromEntries(query)))
  return what === 'alerts'
    ? sheetAnswer(request, words.sheets.alerts, alertsSheet(alerts))
    : sheetAnswer(request, words.sheets.scores, scoresSheet(scores))
})
