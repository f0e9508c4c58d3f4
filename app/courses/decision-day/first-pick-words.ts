import { momentInWords } from '~/shared/day'

/** What a family reads while first picks live in its child's school. */
export const firstPickWords = {
  own: (child: string, courses: readonly string[], until: number): string =>
    `${child}的${courses.join('、')}停开了，${momentInWords(until)} 前先选。`,
  others: (until: number): string => `有课停开了，那些孩子先选到 ${momentInWords(until)}。`,
  pick: (child: string): string => `给${child}先选`,
}
