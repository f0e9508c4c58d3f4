/** What officers read of the refund rule. Client-safe. */
export const refundRuleWords = {
  name: '退费',
  says: '孩子中途不上了，退多少。',
  percent: '写 0 到 100 的整数。',
  beforeFirst: { lesson: '第一次课以前退：课费退百分之几', material: '第一次课以前退：材料费退百分之几' },
  afterFirst: { lesson: '上过课再退：没上的课费退百分之几', material: '上过课再退：材料费退百分之几' },
  closed: { lesson: '学校停开：没上的课费退百分之几', material: '学校停开：材料费退百分之几' },
}
