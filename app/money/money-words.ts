import type { ExemptionBasis } from './exemption-rules'

/** What an entry of the ledger is called for ever; statements of years ago show it as it was written. */
export const memos = {
  exemption: '减免',
  cash: '现金',
  transfer: '转账',
  bankFile: '银行流水',
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
