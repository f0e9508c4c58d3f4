import { momentInWords } from '~/shared/day'

/** What families read about allergies and notes. */
export const careWords = {
  title: (child: string): string => `${child}的过敏和提醒`,
  allergies: '对什么过敏',
  allergiesHint: '比如：花生、青霉素。没有就空着。',
  note: '要老师留意什么',
  noteHint: '比如：跑步后会喘，书包里有喷雾。',
  long: (most: number): string => `最多 ${most} 个字。`,
  none: '请至少写一样。都没有，就不用写。',
  agree: '我看过上面的话，同意',
  agreeNeeded: '同意的话，请勾上。',
  save: '写好了',
  remove: '全部删掉',
  removeSays: '删掉以后，这里和老师的名单上马上都没有了。',
  savedAt: (at: number): string => `上次写的：${momentInWords(at)}`,
  back: '回接送',
  head: '写之前，请看一下',
} as const

/** What a family agrees to, in the words that are shown and kept by their hash. */
export const careNoteText = (child: string): readonly string[] => [
  `这里写的是${child}的健康信息，只用来在课后服务时照顾${child}。`,
  '只写在当天要上的课的名单上，只有当天带课的老师看得到，看一次记一次。',
  '不写也可以，不影响报课。写了随时可以改，可以全部删掉。',
]
