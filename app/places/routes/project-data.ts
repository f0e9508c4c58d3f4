import type { LoaderFunctionArgs } from '@remix-run/node'
import { answered } from '~/shared/answer.server'
import { openAnswer, openHeaders, publicOc4idsOf } from '../open-data/export-oc4ids.server'

/** 下载这个项目的数据: one public project as OC4IDS 0.9.5. */
export const loader = answered(async ({ params, request, context }: LoaderFunctionArgs) =>
  openAnswer(request, await publicOc4idsOf(context, params.project ?? ''), openHeaders),
)
