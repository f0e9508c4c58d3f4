import type { Kit } from '../columns'

export type SurveyAudience = 'guardian' | 'pupil' | 'teacher' | 'provider'
export type SurveyState = 'draft' | 'open' | 'closed'

/** Questionnaires. What was answered is never tied to who answered. */
export const surveysTables = (kit: Kit) => {
  const { table, text, int, bool, time, json, primaryKey, index, uniqueIndex } = kit

  const survey = table(
    'survey',
    {
      district: text('district').notNull(),
      id: text('id').notNull(),
      title: text('title').notNull(),
      /** '' the bureau's; else the school that asks. */
      school: text('school').notNull(),
      term: text('term').notNull(),
      audience: text('audience').$type<SurveyAudience>().notNull(),
      /** Of the template it was made from; '' for none. The term's satisfaction counts in 家长满意度. */
      template: text('template').notNull(),
      state: text('state').$type<SurveyState>().notNull(),
      opensOn: text('opens_on').notNull(),
      closesOn: text('closes_on').notNull(),
      /** The version that is asked; 0 while nothing is. */
      version: int('version').notNull(),
      createdBy: text('created_by').notNull(),
      createdAt: time('created_at').notNull(),
    },
    (t) => [primaryKey({ columns: [t.district, t.id] }), index('survey_of_term').on(t.district, t.term, t.school)],
  )

  /** Questions as they stood; a version that was asked is never altered. */
  const surveyVersion = table(
    'survey_version',
    {
      district: text('district').notNull(),
      survey: text('survey').notNull(),
      number: int('number').notNull(),
      /** Read by surveys/question-rules.ts. */
      questions: json('questions').notNull(),
      /** Of the questions: what an answer names. */
      hash: text('hash').notNull(),
      savedBy: text('saved_by').notNull(),
      savedAt: time('saved_at').notNull(),
    },
    (t) => [primaryKey({ columns: [t.district, t.survey, t.number] })],
  )

  /** Whom it is for: any of these. */
  const surveyScope = table(
    'survey_scope',
    {
      district: text('district').notNull(),
      survey: text('survey').notNull(),
      kind: text('kind').$type<'district' | 'school' | 'grade' | 'section' | 'provider'>().notNull(),
      school: text('school').notNull(),
      /** 0 for every grade. */
      grade: int('grade').notNull(),
      /** Section or provider; '' for none. */
      of: text('of').notNull(),
    },
    (t) => [primaryKey({ columns: [t.district, t.survey, t.kind, t.school, t.grade, t.of] })],
  )

  /** 一户一孩一枚: who may still answer. Spending it sets one bit, without a time. */
  const surveyToken = table(
    'survey_token',
    {
      district: text('district').notNull(),
      survey: text('survey').notNull(),
      /** SHA-256 of what stands in the address. */
      tokenHash: text('token_hash').notNull(),
      /** Who is reminded. */
      account: text('account').notNull(),
      /** The child, for guardians and pupils; '' else. */
      pupil: text('pupil').notNull(),
      /** The unit under which the answer is stored: large enough that it says nothing. */
      stratum: text('stratum').notNull(),
      spent: bool('spent').notNull(),
    },
    (t) => [
      primaryKey({ columns: [t.district, t.survey, t.tokenHash] }),
      index('survey_token_of_account').on(t.district, t.account),
      uniqueIndex('survey_token_of_child').on(t.district, t.survey, t.account, t.pupil),
    ],
  )

  /** 答卷: no person, no time, a random id, and no order: rows lie by their id. */
  const surveyAnswer = table(
    'survey_answer',
    {
      district: text('district').notNull(),
      survey: text('survey').notNull(),
      id: text('id').notNull(),
      version: int('version').notNull(),
      stratum: text('stratum').notNull(),
      day: text('day').notNull(),
      answers: json('answers').notNull(),
    },
    (t) => [primaryKey({ columns: [t.district, t.survey, t.id] })],
  )

  return { survey, surveyVersion, surveyScope, surveyToken, surveyAnswer }
}
