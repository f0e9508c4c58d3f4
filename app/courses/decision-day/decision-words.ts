import { momentInWords } from '~/shared/day'

/** Every sentence of decision day that people read. Client-safe. */

const stopped = (reason: string): string => (/[。！？.!?]$/.test(reason) ? reason : `${reason}。`)

/** What the families of a closed section are told. */
export const closedNotice = {
  title: (child: string, course: string): string => `${child}的${course}停开了`,
  body: ({
    reason,
    child,
    was,
    careKept,
    until,
  }: {
    reason: string
    child: string
    was: 'enrolled' | 'offered' | 'waitlisted'
    careKept: boolean
    until: number | null
  }): string =>
    [
      stopped(reason),
      was === 'enrolled'
        ? careKept
          ? '原来的看护还在，孩子照样有人看。'
          : '这段时间空出来了，要看护可以现在选。'
        : '',
      was === 'waitlisted' ? '不用再排了。' : '',
      until === null ? '' : `${momentInWords(until)} 前${child}先选别的课，别人要等。`,
    ].join(''),
}
