/** What an entry of the ledger is called for ever; statements of years ago show it as it was written. */
export const memos = {
  exemption: '减免',
  cash: '现金',
  transfer: '转账',
  bankFile: '银行流水',
}
