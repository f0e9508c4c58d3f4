import type { SheetToWrite } from '~/shared/sheet/sheet'
import type { InstructorLine, ProviderLine, ProvidersPage } from './load-providers.server'
import type { StaffingPage } from './load-staffing.server'
import { providerWords, staffingWords, stageWords } from './provider-words'

/** The lists of providers and outside teachers as sheets. */

const wasListed = ({ stage }: ProviderLine): boolean =>
  stage !== 'applied' && stage !== 'selected' && stage !== 'refused'

/** The bureau's list in the order of its page. */
export const providersSheet = ({ queue, listed, gone }: ProvidersPage): SheetToWrite => {
  const { columns } = providerWords
  return {
    name: providerWords.title,
    columns: [
      { head: columns.name, width: 28 },
      { head: columns.stage, width: 16 },
      { head: providerWords.licence, width: 22 },
      { head: providerWords.contact },
      { head: providerWords.phone, width: 16 },
      { head: providerWords.from, width: 12 },
      { head: providerWords.until, width: 12 },
      { head: columns.schools, kind: 'number' },
      { head: columns.sections, kind: 'number' },
      { head: columns.children, kind: 'number' },
      { head: providerWords.offer, width: 40 },
    ],
    rows: [...queue, ...listed, ...gone].map((line) => [
      line.name,
      stageWords[line.stage],
      line.licence,
      line.contact,
      line.phone,
      wasListed(line) ? line.listedFrom : '',
      wasListed(line) ? line.listedUntil : '',
      line.schools,
      line.sections,
      line.children,
      line.offer,
    ]),
  }
}

const checkOf = ({ check }: InstructorLine): string =>
  check.kind === 'none' ? staffingWords.check.none : check.expiresOn

/** A school's outside teachers. */
export const staffingSheet = ({ instructors }: StaffingPage): SheetToWrite => {
  const { columns } = staffingWords
  return {
    name: staffingWords.title,
    columns: [
      { head: columns.name, width: 14 },
      { head: columns.provider, width: 28 },
      { head: staffingWords.expiresOn, width: 14 },
      { head: staffingWords.number, width: 22 },
      { head: columns.sections, width: 40 },
      { head: staffingWords.about, width: 40 },
    ],
    rows: instructors.map((person) => [
      person.name,
      person.providerName || staffingWords.own,
      checkOf(person),
      person.checks[0]?.number ?? '',
      person.sections.map(({ name }) => name).join('、'),
      person.about,
    ]),
  }
}
