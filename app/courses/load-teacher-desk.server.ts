import type { Actor } from '~/people'
import type { Context } from '~/shared/context'
import { loadSchools, type SchoolName } from './load-schools.server'
import { loadSections, type SectionOnDesk } from './load-sections.server'
import { loadTerm } from './load-term.server'

export interface TeacherDesk {
  termName: string
  schools: SchoolName[]
  sections: SectionOnDesk[]
}

/** The teacher's own courses of the term: proposed or taught by them. */
export const loadTeacherDesk = async (context: Context, actor: Actor): Promise<TeacherDesk> => {
  const now = await loadTerm(context)
  const schools = await loadSchools(context, actor.teacherAt)
  const all = now ? await loadSections(context, { term: now.id, schools: actor.teacherAt }) : []
  return {
    termName: now?.name ?? '',
    schools,
    sections: all.filter(({ createdBy, teacherAccount }) => [createdBy, teacherAccount].includes(actor.account)),
  }
}
