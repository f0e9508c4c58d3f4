import type { Channel } from '#db/schema/index'

/** What is read of the ways on which messages leave the house. Client-safe. */

export const channelNames: Record<Channel, string> = {
  sms: '短信',
  wechat: '微信服务号',
  email: '邮件',
  local: '试用通道',
}

export const channelWords = {
  title: '消息怎么发',
  lead: '网站里的消息总是有的。这里定还用哪些办法再说一遍。夜里不发，等到早上。',
  finding: (waiting: number, failed: number): string =>
    failed > 0 ? `有 ${failed} 条没发出去` : waiting > 0 ? `${waiting} 条等着发` : '消息都发出去了',
  caption: '发消息的办法',
  columns: {
    channel: '办法',
    state: '现在',
    waiting: '等着发',
    sent: '七天里发了',
    failed: '七天里没发出去',
    next: '开关',
  },
  on: '用着',
  off: '没用',
  unset: '服务器上还没有设好，不能开',
  switchOn: '开',
  switchOff: '停',
  failures: (reasons: string): string => `为什么：${reasons}`,
  reasons: {
    'no-address': '没有号码或地址，或者本人不要',
    refused: '对方不收',
    unreachable: '连不上',
  } as Record<string, string>,
  reason: (code: string, count: number): string => `${channelWords.reasons[code] ?? code} ${count} 条`,
  localTitle: '试用通道里最近的消息',
  localSays: '这些没有真的发出去，只留在这里给您看。',
  localColumns: { at: '时间', title: '标题', body: '内容' },
  localNone: '还没有。',
}

export const wayWords = {
  title: '怎么告诉我',
  lead: '消息在网站里总看得到。下面这些，勾上的会再发一遍。',
  none: '现在只在网站里告诉您。',
  wanted: (channel: string): string => `用${channel}告诉我`,
  phone: (masked: string): string => `发到 ${masked}`,
  email: '邮箱',
  emailHint: '只用来发消息。',
  emailWrong: '写完整的邮箱，比如 wang@example.com。',
  wechat: '在微信里关注本区的服务号以后，就会发到微信。',
  save: '保存',
  saved: '记下了',
  back: '消息',
  open: '怎么告诉我',
}
