/** What people read when a page cannot be shown, whoever says so: the server or the portal's own error page. */
export const errorWords = {
  portal: '学在天桥',
  titleOf: (what: string, portal: string): string => `错误：${what} · ${portal}`,
  cannot: '这一步没有办成',
  notFound: '没有这一页',
  notFoundSays: '可能是地址抄错了，或者这一页已经收起来了。',
  notYours: '这一页不归您看',
  busy: '现在人多',
  fault: '出了点问题',
  faultSays: '刚才这一步没有办成，别的都没有变。过一会儿再试。',
  faultNumber: (number: string): string => `打电话问的时候，请报这个号：${number}`,
  home: '回到课程货架',
} as const

/** The heading of an error page, by HTTP status. */
export const headingOf = (status: number): string => {
  if (status === 404) return errorWords.notFound
  if (status === 403) return errorWords.notYours
  if (status === 429 || status === 503) return errorWords.busy
  return status >= 500 ? errorWords.fault : errorWords.cannot
}
