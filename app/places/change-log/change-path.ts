import { pathTo } from '~/site'
import type { ChangeLine } from './load-changes.server'

/** Where the thing that was changed stands; undefined for a decision, and for what has no page. */
export const changePath = ({ subject, of }: Pick<ChangeLine, 'subject' | 'of'>): string | undefined => {
  if (subject === 'decision') return undefined
  if (subject === 'project') return of === '' ? pathTo('projects') : pathTo('project', { project: of })
  if (subject === 'run') return of === '' ? pathTo('forecasts') : pathTo('forecast', { run: of })
  if (subject === 'warning') return of === '' ? pathTo('warnings') : pathTo('warning', { warning: of })
  if (subject === 'scenario') return pathTo('scenarios')
  return pathTo(subject === 'capacity' ? 'capacity' : 'placesData')
}
