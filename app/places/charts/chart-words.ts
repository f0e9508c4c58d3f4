/** What the charts of this room say. Client-safe. */

const many = (count: number): string => count.toLocaleString('en-US')

export const chartWords = {
  ends: {
    wide: { promised: '答应的座位', probable: '大概能有的座位', children: '要上学的孩子' },
    narrow: { promised: '答应的', probable: '大概能有', children: '孩子' },
  },
  gap: (short: string): string => `▼ 缺 ${short}`,
  title: (where: string): string => `${where}：孩子和座位`,
  bands: '深色带有一半把握，浅色带有八成把握。座位在 9 月 1 日变。',
  /** Seats enough in all, but not in the grades that need them. */
  uneven: (year: number, short: string): string => `${year} 年座位合起来够，可是有的年级缺 ${short} 个。`,
  table: '看这张图的表',
  caption: (where: string): string => `${where}每年秋天的孩子和座位`,
  columns: {
    year: '秋天',
    children: '孩子',
    half: '一半把握',
    wide: '八成把握',
    promised: '答应的座位',
    probable: '大概能有',
    short: '缺',
  },
  past: '已知',
  range: ([low, high]: readonly [number, number]): string => `${many(low)}–${many(high)}`,
  /** The finding of the chart for those who do not see it. */
  label: ({
    where,
    origin,
    opened,
    last,
  }: {
    where: string
    origin: { year: number; children: number }
    opened: { year: number; children: number; probable: number; short: number }
    last: { year: number; children: number; probable: number }
  }): string =>
    [
      `${where}：${origin.year} 年 ${many(origin.children)} 个孩子`,
      `${opened.year} 年 ${many(opened.children)} 个孩子、大概 ${many(opened.probable)} 个座位，${opened.short > 0 ? `缺 ${many(opened.short)} 个` : '不缺'}`,
      `${last.year} 年 ${many(last.children)} 个孩子、${many(last.probable)} 个座位`,
    ].join('；'),
}
