import type { LoaderFunctionArgs } from '@remix-run/node'
import { answered } from '~/shared/answer.server'
import { openAnswer, openHeaders, publicOc4ids } from '../open-data/export-oc4ids.server'

/** Every public project as OC4IDS 0.9.5, for anybody and from any site. */
export const loader = answered(async ({ request, context }: LoaderFunctionArgs) =>
  openAnswer(request, await publicOc4ids(context), openHeaders),
)
