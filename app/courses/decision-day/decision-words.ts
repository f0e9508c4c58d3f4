import { momentInWords } from '~/shared/day'

/** Every sentence of decision day that people read. Client-safe. */

const stopped = (reason: string): string => (/[。！？.!?]$/.test(reason) ? reason : `${reason}。`)

/** What the families of a closed section are told. */
export const closedNotice = {
  title: (child: string, course: string): string => `${child}的${course}停开了`,
  body: ({
    reason,
    child,
    was,
    careKept,
    until,
  }: {
    reason: string
    child: string
    was: 'enrolled' | 'offered' | 'waitlisted'
    careKept: boolean
    until: number | null
  }): string =>
    [
      stopped(reason),
      was === 'enrolled'
        ? careKept
          ? '原来的看护还在，孩子照样有人看。'
          : '这段时间空出来了，要看护可以现在选。'
        : '',
      was === 'waitlisted' ? '不用再排了。' : '',
      until === null ? '' : `${momentInWords(until)} 前${child}先选别的课，别人要等。`,
    ].join(''),
}

/** What a school reads on decision day. */
export const decisionWords = {
  title: (count: number): string => (count === 0 ? '人数不够的课' : `${count} 门课人数不够，要定下来`),
  lead: (term: string): string => `${term} · 报名结束以后，人数不够的课要么照常开，要么停开。`,
  allDecided: '没有要定的课。',
  toDesk: '回课程与报名',
  short: (enrolled: number, minimum: number): string =>
    `报了 ${enrolled} 人，满 ${minimum} 人开班，差 ${minimum - enrolled} 人`,
  waiting: (count: number): string => `${count} 人在排队`,
  until: (until: number, days: number): string => `${momentInWords(until)} 前定下来，还有 ${days} 天`,
  overdue: (until: number): string => `过期了，${momentInWords(until)} 前就该定`,
  runs: '照常开班',
  runsOf: (course: string): string => `${course}照常开班`,
  runsSays: '写上为什么人少也开，5 到 200 个字，留在记录里。',
  close: '停开',
  closeLook: (children: number): string => (children === 0 ? '' : `，先看这 ${children} 个孩子`),
  reason: '原因',
  reasonHint: '5 到 200 个字。停开的原因家长看得到。',
  reasonShort: '原因至少写 5 个字。',
  reasonLong: '原因最多 200 个字。',
  closeTitle: (course: string): string => `停开${course}`,
  closeWhat: (hours: number): string =>
    `停开以后不能再开。报上的孩子留在原来的看护里，${hours} 小时里先选别的课；排队的不用再排。家长马上收到消息。`,
  children: '这些孩子',
  nobody: '没有孩子报这门课，也没有人在排队。',
  columns: { name: '姓名', className: '班级', was: '现在', keeps: '停开以后' },
  was: { enrolled: '报上了', offered: '有位子等家长定', waitlisted: '在排队' },
  keeps: {
    care: (care: string): string => `留在${care}`,
    free: '这段时间没有安排',
    none: '不用再排',
    first: '先选别的课',
  },
  closeNow: (course: string, children: number): string =>
    children === 0 ? `停开${course}` : `停开${course}，告诉 ${children} 家`,
  back: '不停开，回去',
  decided: (count: number): string => `定好了 ${count}`,
  decidedCaption: '这学期定过的课',
  decidedColumns: {
    course: '课程',
    decision: '怎么定的',
    enrolled: '当时人数',
    reason: '原因',
    by: '谁定的，什么时候',
  },
  decision: { runs: '照常开班', closed: '停开' },
  by: (name: string, at: number): string => `${name}，${momentInWords(at)}`,
  pickSchool: '哪所学校',
} as const

/** What officers read of schools that let the day pass. */
export const overdueWords = {
  title: (schools: number): string => `${schools} 所学校有课过期没定`,
  line: (school: string, count: number): string => `${school}：${count} 门课人数不够，过期没定开不开`,
  open: '看这所学校',
}
