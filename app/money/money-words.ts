import type { ExemptionBasis } from './exemption-rules'

/** What an entry of the ledger is called for ever; statements of years ago show it as it was written. */
export const memos = {
  exemption: '减免',
  cash: '现金',
  transfer: '转账',
  bankFile: '银行流水',
  net: '这学期要交的',
}

export const formWords = {
  amount: '写成 124 或 124.50，不要逗号和别的字。',
  amountNothing: '金额要比 0 大。',
  amountHuge: '最多 100000 元，请看看是不是多写了 0。',
  amountLarge: (due: string) => `比应交的 ${due} 元多得多。没写错的话，勾上“金额没写错”再记。`,
  amountOverCredit: (credit: string) => `最多退 ${credit} 元，这是这家现在多出来的钱。`,
  day: '选一个日期。',
  dayFuture: '这一天还没到。',
  dayLongAgo: '这一天太早了，最多往前两年。',
  method: '选一种。',
  percent: '写 1 到 100 的整数。',
  basis: '选一个依据。',
  document: '写上凭哪份材料。',
  documentLong: '最多 80 个字。',
  keeper: '选一位老师。',
  keeperUnknown: '这个人不是本校的管理员。',
  keeperTwice: '两位不能是同一个人。',
}

export const basisWords: Record<ExemptionBasis, string> = {
  low_income: '低保家庭',
  destitute: '特困供养',
  orphan: '孤儿、事实无人抚养',
  disabled: '残疾学生',
  martyr: '烈士子女',
  hardship: '学校认定的困难家庭',
}

export const bankWords = {
  columns: { day: '日期', amount: '金额(元)', reference: '流水号', who: '学籍号或附言' },
  day: '日期写成 2026-09-05。',
  dayFuture: '这一天还没到。',
  dayLongAgo: '这一天太早了，最多往前两年。',
  amount: '金额写成 124 或 124.50。',
  amountBack: '这里只收进账；退出去的钱请在这个孩子那一页记。',
  amountRange: '金额要比 0 大，最多 100000 元。',
  referenceMissing: '没有流水号，没法防止重复记。',
  referenceLong: '流水号太长，最多 64 个字。',
  twiceInFile: (line: number) => `流水号和第 ${line} 行一样，内容却不一样。`,
  recordedOtherwise: '这个流水号已经记过，金额却不一样。',
  numberUnknown: '本校没有这个学籍号。',
  severalChildren: '对得上不止一个孩子，请写上学籍号。',
  nobody: '附言里没有本校的学籍号，也没有报名编号。',
}
