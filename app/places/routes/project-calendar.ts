import type { LoaderFunctionArgs } from '@remix-run/node'
import { answered } from '~/shared/answer.server'
import { openAnswer } from '../open-data/export-oc4ids.server'
import { projectCalendar } from '../public-projects/project-calendar.server'

/** 加到手机日历: a calendar that a phone asks for again and again. */
export const loader = answered(async ({ params, request, context }: LoaderFunctionArgs) =>
  openAnswer(request, await projectCalendar(context, params.project ?? ''), {
    'Content-Type': 'text/calendar; charset=utf-8',
    'Content-Disposition': 'inline; filename="project.ics"',
    'Cache-Control': 'public, max-age=300',
  }),
)
