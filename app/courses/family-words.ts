import { dayInWords, momentInWords, weekdayName } from '~/shared/day'
import { sentenceOf } from '~/shared/refusal'
import { partsOfSlot, type WhyNot } from './fit-rules'
import type { SlotTime } from './section-card'
import type { DayOfChild } from './shelf-rules'

/** Everything a family reads: short, spoken, and with what comes next. */
export const words = {
  shelf: {
    title: '逛课',
    heading: (child: string) => `给${child}选课后服务课程`,
    publicHeading: '课后服务课程',
    search: '搜课名、老师',
    searchHint: '搜课名、老师，拼音也行',
    searchButton: '搜',
    filters: '筛选',
    meant: (grade: string) => `${grade}能上的`,
    fits: '不撞时间的',
    left: '还有位子',
    free: '不花钱',
    more: '更多挑法',
    day: '星期',
    anyDay: '哪天都行',
    period: '时段',
    anyPeriod: '哪个时段都行',
    periodName: (number: number) =>
      `第${['', '一', '二', '三', '四', '五', '六', '七', '八', '九'][number] ?? number}时段`,
    category: '类别',
    anyCategory: '哪类都行',
    price: '一学期多少钱',
    prices: { '': '多少都行', free: '不花钱', '50': '50 元以内', '100': '100 元以内' },
    school: '学校',
    anySchool: '全区的学校',
    pickSchool: '看这所',
    apply: '按这些挑',
    clear: '不挑了，回到货架',
    all: (count: number) => `全部 ${count} 门`,
    dayOpen: '这天还空着',
    dayCare: '这天在看护，也可以换成课',
    dayKept: '这天在看护',
    dayChosen: (title: string) => `选了${title}`,
    dayTitle: (weekday: number) => `${weekdayName(weekday)}的课`,
    found: (total: number) => `找到 ${total} 门`,
    setTitle: (days: number) => (days === 5 ? '五天都选好了' : days === 1 ? '这天选好了' : `这 ${days} 天选好了`),
    change: '换一门',
    nothing: (q: string) => (q ? `没有叫“${q}”的课` : '没有这样的课'),
    nothingHint: '少挑一样，再看看。',
    backToShelf: '看所有的课',
    wholeSchool: '看全校的课',
    emptyTitle: '货架还空着',
    emptyHint: '学校还没有上架课程，过几天再来看看。',
    signIn: '登录后给孩子报',
    previous: '上一页',
    next: '下一页',
    page: (page: number, pages: number) => `第 ${page} 页，共 ${pages} 页`,
    children: '选孩子',
    fiveDays: '这一周',
    cell: { course: (title: string) => `已选${title}`, care: () => '在看护', open: () => '没选' },
  },
  ware: {
    left: '还剩',
    few: '只剩',
    unit: '个',
    full: '已满',
    waiting: (count: number) => (count > 0 ? `候补 ${count} 人` : '可以候补'),
    always: '随时有位',
    chosen: '已选',
    enrolled: '已报上',
    waitlisted: (position: number | null) => (position ? `候补第 ${position} 位` : '在候补'),
    offered: '有位子等您定',
    look: '看看',
    put: (child: string, title: string) => `给${child}选${title}`,
    take: (title: string) => `已选${title}，点一下拿掉`,
    queue: '候补',
    queueFor: (child: string, title: string) => `给${child}排${title}的候补`,
    free: '免费',
    yuan: '元',
    term: '/学期',
    lookAt: (title: string) => `看看${title}`,
  },
  elder: {
    question: (child: string, weekday: number) => `${child}${weekdayName(weekday)}上什么课？`,
    noNeed: '不选也行，学校看着。',
    chosenDay: (title: string) => `选了${title}，还能换。`,
    days: '选星期几',
    done: '选了',
    open: '没选',
    care: '看护',
    left: (left: number) => ['还剩', left, '个位子'] as const,
    few: (left: number) => ['只剩', left, '个位子'] as const,
    full: (waiting: number) => ['满了，前面', waiting, '人'] as const,
    put: (child: string) => `给${child}报这门`,
    queue: '排队等位子',
    take: '不要这门了',
    more: (count: number) => `再看 ${count} 门`,
  },
  round: {
    before: (opens: number) => `${momentInWords(opens)} 开始报名，现在可以先放进篮子。`,
    beforeBrief: (opens: number) => `${momentInWords(opens)} 开始报名`,
    until: (closes: number) => `${momentInWords(closes)} 截止。`,
    closed: '报名已经截止。',
    none: '学校还没定报名的日子。',
    openDays: (days: number) => `还有 ${days} 天没选。`,
    allChosen: '五天都选好了。',
    allKept: '五天都有安排。',
    opensIn: (left: string) => `还有 ${left} 开始。`,
    opened: '现在可以报了。',
  },
  section: {
    publicBack: '所有的课',
    back: (weekday: number) => `${weekdayName(weekday)}的课`,
    total: (capacity: number) => `位子，一共 ${capacity} 个`,
    full: (waiting: number) => (waiting > 0 ? `，前面有 ${waiting} 人在排队` : '，可以排队'),
    always: '随时有位，不用抢。',
    seatsLabel: (capacity: number, taken: number) => `${capacity} 个位子，坐了 ${taken} 个`,
    minimum: (minimum: number, enrolled: number) =>
      enrolled >= minimum
        ? `满 ${minimum} 人开班，已经够了。`
        : `满 ${minimum} 人开班，还差 ${minimum - enrolled} 人。`,
    green: '绿的还空着。',
    time: '时间',
    place: '地点',
    fee: '费用',
    teacher: '老师',
    bring: '要带',
    who: '收谁',
    perTerm: (fen: number) => (fen === 0 ? '免费' : `${yuan(fen)} 元一学期`),
    formula: (sessions: number, lessonFen: number, materialFen: number) =>
      [
        lessonFen > 0 ? `课时 ${sessions} × ${yuan(lessonFen)} 元 = ${yuan(sessions * lessonFen)} 元` : '',
        materialFen > 0 ? `材料 ${yuan(materialFen)} 元` : '',
      ]
        .filter(Boolean)
        .join('，'),
    dates: (first: string, last: string, count: number) => `${dayInWords(first)}到 ${dayInWords(last)}，${count} 次`,
    provider: (name: string) => `由${name}派来`,
    whoCan: '我家谁能报',
    can: (child: string) => `${child}能报`,
    canShort: '能报',
    cannot: (child: string) => `${child}报不了`,
    clashes: (child: string) => `${child}撞时间了`,
    has: (child: string) => `${child}报上了`,
    waits: (child: string) => `${child}在排队`,
    offered: (child: string) => `有个位子等${child}`,
    inBasket: (child: string) => `在${child}的篮子里`,
    mayQueue: (child: string) => `${child}可以排队`,
    freeThen: (days: string) => `${days}这个时间空着`,
    seeFitting: (child: string) => `看${child}能报的`,
    manage: '去看看',
    steps: '每次做什么',
    step: (sessions: string) => (/^[\d\s–-]+$/.test(sessions) ? `第 ${sessions} 次` : sessions),
    inBasketText: '还没交，核对一下再交。',
    filed: '已在区里备案',
    filing: (number: string, at: string, by: string) =>
      `备案号 ${number}，${at}${by ? `由${by}` : ''}备案。老师、内容、收费都公开。`,
    choose: '报这门课',
    queue: '排候补',
    remove: '拿掉',
    toBasket: '去核对',
    forChild: '报给',
    anyway: '也放进篮子，核对时再选',
    swap: '换成这门',
    signIn: '登录后给孩子报',
    sessionsNone: '这学期没有上课的日子。',
  },
  basket: {
    title: '核对一下再交',
    back: '接着逛',
    empty: '篮子还空着',
    emptyHint: '去货架上挑一门，点加号就放进来。',
    toShelf: '去逛课',
    fixTitle: (count: number) => `还有 ${count} 处要您定`,
    clashOf: (child: string, weekday: number) => `${child}${weekdayName(weekday)}的课撞时间，选一门`,
    clash: '错误：这几门课撞时间，选一门',
    error: '错误：',
    seat: '有位',
    seatLeft: (left: number) => (left <= 3 ? `只剩 ${left} 个` : `剩 ${left} 个`),
    full: '已满',
    care: '随时有位',
    queueTitle: (position: number) => `交了就排候补第 ${position} 位`,
    queueText: (child: string, hours: number) =>
      `有位子会在“消息”里告诉您，留 ${hours} 小时。等的时候${child}照常在看护，不交钱。`,
    alsoWait: '满了也排队',
    takeOut: '拿掉',
    takeOutOf: (weekday: string, title: string) => `：${weekday} ${title}`,
    swap: (title: string) => `退${title}，换成这门`,
    stays: '这门先不交，留在篮子里。',
    total: '现在能报上的，全学期',
    later: (fees: readonly string[]) => `撞时间的选好以后再加 ${fees.join(' 或 ')} 元。`,
    payLater: '报上了才收。',
    submit: '确认报名',
    notYet: (opens: number) => `${momentInWords(opens)} 开始报名`,
    notYetHint: '到时候这里会变绿，不用刷新。没有变就自己刷新一下。',
    nothingToPress: '现在没有能交的课。',
    bar: '去核对',
    barFix: (count: number) => `有 ${count} 处撞时间`,
    barGo: '去看看',
    sum: (fen: number) => (fen === 0 ? '不花钱' : `全学期 ${yuan(fen)} 元，报上了才收`),
    courses: '门',
  },
  confirmation: {
    title: (enrolled: number, waitlisted: number, refused: number) => {
      const parts = [
        enrolled > 0 ? `报上了 ${enrolled} 门` : '',
        waitlisted > 0 ? `候补 ${waitlisted} 门` : '',
        refused > 0 ? `没报上 ${refused} 门` : '',
      ].filter(Boolean)
      return parts.join('，') || '办好了'
    },
    at: (at: number) => `${momentInWords(at)} 交到。`,
    reference: '报名编号',
    keep: '请截图，到校时出示。',
    qr: (reference: string) => `二维码，内容是报名编号 ${reference}`,
    waitTitle: (child: string, title: string, position: number) => `${child} · ${title}：候补第 ${position} 位`,
    waitText: '前面每走一位，您就往前一位，谁也不能插队。',
    seeWaiting: '看排队',
    refusedTitle: (child: string, title: string) => `${child} · ${title}：没报上`,
    stillInBasket: '还在篮子里',
    next: '接下来',
    until: (closes: number) => `${momentInWords(closes)} 前`,
    untilText: '还能退、还能换',
    first: '第一次上课',
    firstOf: (child: string, title: string, time: string, room: string) => `${child}：${title}，${time}，${room}`,
    pay: (fen: number) => (fen === 0 ? '都不花钱' : `共 ${yuan(fen)} 元，学校会通知怎么交`),
    payTitle: '交钱',
    week: '看课表',
    shop: '回去再逛逛',
    print: '打印这一页',
    lines: '报上的课',
    withdrawn: '退掉了',
    transferred: '换好了',
  },
  family: {
    title: '我家',
    choose: (child: string) => `给${child}选课`,
    offers: '有位子等您定',
    offerText: (until: number) => `留到 ${momentInWords(until)}，过了就让给下一位。`,
    accept: '要这个位子',
    decline: '不要了',
    notices: '消息',
    account: '我的账号',
    calendar: '加到手机日历',
    limit: (held: number, limit: number) => `选了 ${held} 门，最多 ${limit} 门`,
    unread: (count: number) => `消息，${count} 条没看`,
    seeOffer: '去定下来',
    change: '改',
    signOut: '退出登录',
    inBasket: '在篮子里，还没交',
    openDay: '没选',
    fill: '去选',
  },
  place: {
    back: '我家',
    withdrawTitle: (title: string) => `退掉${title}`,
    enrolled: (child: string) => `${child}报上了这门课`,
    waitlisted: (child: string, position: number | null) => `${child}排在第 ${position ?? 1} 位`,
    offered: (child: string) => `有个位子等${child}`,
    withdraw: '退掉这门课',
    withdrawAsk: (child: string, title: string) => `真的给${child}退掉${title}吗？`,
    withdrawText: '位子马上让给下一位。想再报，要重新排队。原来的看护会回来。',
    leaveQueue: '不排了',
    leaveQueueText: '退出以后，再排就从最后一位开始。',
    keep: '不退，回去',
    yes: '退掉',
    transfer: '换一门课',
    transferText: '换得成才退这门，换不成这门还在。',
    transferTo: '换成哪一门',
    transferButton: '换课',
    transferNone: '现在没有能换的课。',
    transferPick: '请选一门要换的课。',
    fullNow: '这门课刚刚满了，没有换成。原来的课还在。',
    swapText: (titles: string) => `和${titles}撞时间。要这个位子，就退掉${titles}。`,
    swapYes: (titles: string) => `退掉${titles}，要这个位子`,
    fee: '费用',
    careDays: '在看护的日子',
    careLeave: '这些天不去了',
    carePick: '请勾上不去的日子。',
    done: { withdrawn: '退好了。', transferred: '换好了。', enrolled: '位子是您的了。', waitlisted: '排上了。' },
    gone: (child: string) => `${child}没有报这门课，也没有在排队。`,
    refused: '没有办成',
  },
  week: {
    title: '这周课表',
    otherTitle: '课表',
    more: '接着办',
    leave: '请假',
    pickup: '换人来接',
    week: (number: number, from: string, to: string) =>
      `第 ${number} 周 · ${dayInWords(from)}–${from.slice(5, 7) === to.slice(5, 7) ? `${Number(to.slice(8))} 日` : dayInWords(to)}`,
    outside: (from: string, to: string) =>
      `${dayInWords(from)}–${from.slice(5, 7) === to.slice(5, 7) ? `${Number(to.slice(8))} 日` : dayInWords(to)}`,
    previous: '上一周',
    next: '下一周',
    today: '今天',
    noSchool: '不上课',
    nothing: '没有课后服务',
    wait: (title: string) => `候补${title}`,
    summary: (days: number, courses: number) => `这周 ${days} 天有课后服务，${courses} 门课。`,
    none: '这周没有课后服务。',
    follows: (weekday: number) => `按${weekdayName(weekday)}的课表上课`,
    calendar: '加到手机日历',
    calendarText: '手机日历会自己更新。地址只给家里人，谁有地址谁就能看见课表。',
    make: '生成日历地址',
    renew: '换一个地址，旧的作废',
    since: (at: number) => `${momentInWords(at)}生成过一个地址。忘了就换一个。`,
    made: '日历地址好了，只显示这一次',
    open: '在手机日历里打开',
    copy: '或者把这个地址粘到日历软件里',
    toThisWeek: '回到这一周',
  },
  nav: { shelf: '逛课', week: '课表', family: '我家', basket: '篮子', label: '主要栏目' },
} as const

/** Facts on one line: it breaks after a dot, never before it or within a short fact. */
export const dotted = (facts: readonly (string | undefined)[]): string =>
  facts
    .filter((fact): fact is string => Boolean(fact))
    .map((fact) => (fact.length > 12 ? fact : fact.replaceAll(' ', '\u00a0')))
    .join('\u00a0· ')

/** 6400 → 64, 350 → 3.5 */
export const yuan = (fen: number): string =>
  fen % 100 === 0 ? String(fen / 100) : (fen / 100).toFixed(fen % 10 ? 2 : 1)

const twelve = (time: string): string => {
  const [hour = 0, minute = 0] = time.split(':').map(Number)
  const part = hour < 12 ? '上午' : '下午'
  const shown = hour > 12 ? hour - 12 : hour
  return `${part} ${shown}:${String(minute).padStart(2, '0')}`
}

/** 16:30–17:30; for elders 下午 4:30 到 5:30. */
export const timeSpan = (startsAt: string, endsAt: string, elder = false): string => {
  if (!elder) return `${startsAt}–${endsAt}`
  const sameHalf = Number(startsAt.slice(0, 2)) < 12 === Number(endsAt.slice(0, 2)) < 12
  return `${twelve(startsAt)} 到 ${sameHalf ? twelve(endsAt).slice(3) : twelve(endsAt)}`
}

/** 周一、周三 16:30–17:30; different times one after the other. */
export const slotsInWords = (slots: readonly SlotTime[], elder = false): string => {
  const byTime = new Map<string, string[]>()
  for (const { slot, startsAt, endsAt } of slots) {
    const span = timeSpan(startsAt, endsAt, elder)
    const day = weekdayName(partsOfSlot(slot).weekday)
    byTime.set(span, [...(byTime.get(span) ?? []), day])
  }
  return [...byTime].map(([span, days]) => `${days.join('、')} ${span}`).join('；')
}

/** The days of slots: 周一、周三. */
export const daysInWords = (slots: readonly SlotTime[]): string =>
  [...new Set(slots.map(({ slot }) => weekdayName(partsOfSlot(slot).weekday)))].join('、')

/** Why not, in the few words a card has room for. */
export const shortReason = ({ code, facts }: WhyNot): string => {
  switch (code) {
    case 'CLASH':
      return `和${facts.course}撞时间`
    case 'WRONG_GRADE':
      return `只收${facts.grades}`
    case 'OTHER_SCHOOL':
      return `只收${facts.school}的学生`
    case 'OTHER_CLASS':
      return '是别的班的'
    case 'LIMIT':
      return `已经选满 ${facts.limit} 门`
    case 'WAIT_LIMIT':
      return `满了，排队也到 ${facts.limit} 门了`
    case 'ROUND_CLOSED':
      return '报名截止了'
    case 'FIRST_PICK':
      return `${facts.until} 前停开课的孩子先选`
    case 'SECTION_ENDED':
      return '不收人了'
    default:
      return sentenceOf(code, facts)
  }
}

/** The icon that stands before a reason. */
export const reasonIcon = ({ code }: WhyNot): 'clash' | 'lock' => (code === 'CLASH' ? 'clash' : 'lock')

/** Why not, as a whole sentence. */
export const longReason = ({ code, facts }: WhyNot): string => sentenceOf(code, facts)

/** What the five cells say together. */
export const fiveDaysInWords = (days: readonly DayOfChild[]): string => {
  const open = days.filter(({ state }) => state === 'open').length
  if (open > 0) return words.round.openDays(open)
  return days.every(({ state }) => state === 'course') ? words.round.allChosen : words.round.allKept
}

/** 2 天 3 小时 · 3 小时 5 分 · 4 分 9 秒 */
export const leftInWords = (ms: number): string => {
  const seconds = Math.max(0, Math.ceil(ms / 1000))
  const [days, hours, minutes] = [
    Math.floor(seconds / 86_400),
    Math.floor(seconds / 3600) % 24,
    Math.floor(seconds / 60) % 60,
  ]
  if (days > 0) return `${days} 天 ${hours} 小时`
  if (hours > 0) return `${hours} 小时 ${minutes} 分`
  return minutes > 0 ? `${minutes} 分 ${seconds % 60} 秒` : `${seconds} 秒`
}
