/** Every sentence of this room that people read. */
export const words = {
  title: '消息',
  unread: (count: number): string => (count > 0 ? `${count} 条没看` : '都看过了'),
  fresh: '没看',
  open: '去看看',
  markOne: '看过了',
  markAll: '全部看过了',
  empty: '还没有消息',
  emptySays: '课改了时间、换了教室，或者排队轮到您，会在这里告诉您。',
  home: '去逛课',
  back: '我的账号',
  more: (most: number): string => `只留最近 ${most} 条。`,
} as const
