import { yuanOf } from '../amount-rules'
import { words } from '../money-words'

/** 差 12 · 多 12 · 清了 */
export const balanceInWords = (fen: number): string =>
  words.balance(yuanOf(Math.abs(fen)), fen > 0 ? 1 : fen < 0 ? -1 : 0)
