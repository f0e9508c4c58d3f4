import type { SectionStep } from '#db/schema/index'
import { dayInWords, momentInWords } from '~/shared/day'
import type { SectionStage } from './section-rules'

/** What staff read while a course goes from proposal to shelf. Client-safe. */

/** Sentences beside the fields of the course form. */
export const draftWords = {
  titleMissing: '写上课程名称。',
  titleLong: '课程名称最多 30 个字。',
  labelLong: '班别最多 12 个字。',
  categoryMissing: '选一个类别。',
  descriptionMissing: '写几句孩子能学到什么。',
  descriptionLong: '介绍最多 600 个字。',
  bringLong: '最多 100 个字。',
  outlineShape: '每行写成“1–4：认识面粉”，先写第几次，再写冒号和内容。',
  outlineLong: '最多 40 行，每行内容最多 60 个字。',
  noGrade: '至少选一个年级。',
  foreignGrade: '选了学校没有的年级。',
  noSlot: '至少选一个时间。',
  foreignSlot: '选了学校没有的时段。',
  roomMissing: '写上在哪里上课。',
  roomLong: '教室最多 30 个字。',
  instructorMissing: '选一位老师。',
  foreignInstructor: '名单里没有这位老师，请重新选。',
  providerNotListed: (provider: string, day: string): string => `${provider}在区里的名单只到 ${day}，开课时已经过期。`,
  minimum: '开班人数写 1 到 500 的整数。',
  capacity: '名额写 1 到 500 的整数。',
  minimumAboveCapacity: '开班人数不能比名额多。',
  money: '写成元，最多两位小数，比如 3.5，不超过 9999。',
  day: '写一个日历上有的日期。',
  endBeforeStart: '结束不能早于开始。',
  cutOffOutside: '候补截止要在开课和结束之间。',
  neverMeets: '这段日子里一次课也没有，看看日期和时间。',
  outsideTerm: (from: string, to: string): string => `要在学期里：${from}到 ${to}。`,
  remarkMissing: '写上退回的原因，老师好照着改。',
  remarkLong: '原因最多 200 个字。',
}

/** The word beside the four pips. */
export const stageWords: Record<SectionStage, string> = {
  draft: '草稿',
  submitted: '等学校审核',
  returned_by_school: '学校退回',
  approved: '等送区',
  sent: '等备案',
  returned: '区里退回',
  filed: '等发布',
  published: '已发布',
  closed: '已停开',
}

export const stepWords: Record<SectionStep, string> = {
  proposed: '申报',
  approved: '学校审核通过',
  returned_by_school: '学校退回',
  sent: '送区备案',
  filed: '区里备案',
  returned: '区里退回',
  published: '发布',
  changed: '修改',
  closed: '停开',
}

/** A notice to the families of a published section. */
export const changeNotice = {
  title: (child: string, course: string): string => `${child}的${course}有变化`,
  room: (from: string, to: string): string => `教室从${from}换到${to}。`,
  instructor: (from: string, to: string): string => `老师从${from}换成${to}。`,
  capacity: (from: number, to: number): string => `名额从 ${from} 个加到 ${to} 个。`,
}

/** The form itself. */
export const formWords = {
  about: '课程',
  title: '课程名称',
  label: '班别',
  labelHint: '一门课开几个班时才写，比如“一班”“初级”。',
  category: '类别',
  pickCategory: '选一个类别',
  description: '介绍',
  descriptionHint: '家长在课程页看到的话，孩子能学到什么。',
  bring: '要带什么',
  outline: '每次做什么',
  outlineHint: '每行一段，比如“1–4：认识面粉”。',
  grades: '收哪些年级',
  when: '时间和地方',
  slots: '每周什么时候',
  period: '时段',
  slot: (weekday: string, period: string): string => `${weekday}${period}`,
  room: '教室',
  instructor: '老师',
  pickInstructor: '选一位老师',
  fromProvider: (name: string, provider: string): string => `${name}（${provider}）`,
  startsOn: '第一次课不早于',
  endsOn: '最后一次课不晚于',
  cutOffOn: '候补到哪天',
  cutOffHint: '过了这天，空出的位子不再给排队的人。',
  term: (from: string, to: string): string => `学期从 ${from}到 ${to}。`,
  places: '人数和收费',
  minimum: '开班人数',
  minimumHint: '少于这些人，学校可以不开。',
  capacity: '名额',
  lessonFen: '每次课收多少元',
  materialFen: '材料费一学期多少元',
  freeHint: '不收就写 0。',
  feeHint: '全学期的钱按日历上的次数算，交上以后能看到。',
}

/** The rooms of the desks. */
export const placeWords = {
  mine: '我的课程',
  propose: '申报一门课',
  schoolDesk: '课程与报名',
  plan: '送区备案',
  slips: '开通单',
  bureauDesk: '课程备案',
  rounds: '报名时间',
}

/** Who did a step and when: 9 月 5 日 17:00 张老师 申报. */
export const stepInWords = ({ step, at, name }: { step: SectionStep; at: number; name: string }): string =>
  [momentInWords(at), name, stepWords[step]].filter(Boolean).join(' ')

export const proposeWords = {
  title: '申报一门课',
  again: (course: string): string => `改好再交：${course}`,
  lead: (school: string, term: string): string => `${school} · ${term}。交上以后由学校审核，您随时能看到走到哪一步。`,
  submit: '交给学校审核',
  submitAgain: '改好再交',
  back: '回我的课程',
  remark: '学校退回的原因',
  school: '哪所学校',
}

export const teacherWords = {
  title: (count: number): string => (count === 0 ? '我的课程' : `我的 ${count} 门课`),
  returned: (count: number): string => `${count} 门课要改好再交`,
  lead: (term: string): string => `${term}，每门课走到哪一步、谁在什么时候办的。`,
  caption: '我申报的和我教的课',
  columns: {
    course: '课程',
    time: '时间',
    standing: '走到哪',
    last: '谁办的，什么时候',
    taken: '报名',
    next: '下一步',
  },
  todo: '要处理',
  normal: '正常',
  fix: '改好再交',
  look: '看课程页',
  wait: '等学校和区里',
  none: '还没有您的课。点“申报一门课”开始。',
}

export const schoolWords = {
  title: (problems: number): string => (problems === 0 ? '课程与报名' : `${problems} 门课要处理`),
  allWell: '没有要处理的课。',
  lead: (term: string, courses: number): string => `${term} · ${courses} 门课`,
  round: {
    before: (opens: number): string => `${momentInWords(opens)} 开始报名`,
    open: (closes: number): string => `报名到 ${momentInWords(closes)}`,
    closed: (closes: number): string => `报名 ${momentInWords(closes)} 截止了`,
  },
  noRound: '区里还没定报名时间',
  chosen: (chosen: number, pupils: number): string => `${pupils} 个学生里 ${chosen} 个选了课`,
  newSection: '新开一门课',
  pickSchool: '哪所学校',
  where: '孩子放学后在哪',
  whereParts: (courses: number, care: number, home: number): string =>
    `课程 ${courses} 人，看护 ${care} 人，当天不留 ${home} 人`,
  inCourse: '上课程',
  inCare: '看护',
  atHome: '当天不留',
  all: (count: number): string => `全部 ${count}`,
  onDay: (weekday: string, count: number): string => `${weekday} ${count}`,
  weekdays: '星期',
  leastKey: '竖线是开班人数',
  caption: '这学期的课程',
  columns: {
    course: '课程',
    time: '时间',
    teacher: '老师',
    standing: '备案',
    taken: '报名',
    waiting: '候补',
    fee: '元/学期',
    next: '下一步',
  },
  todo: (count: number): string => `要处理 ${count}`,
  normal: (count: number): string => `正常 ${count}`,
  base: (count: number): string => `看护和作业辅导 ${count}`,
  baseOf: (count: number): string => `${count} 个班`,
  classOf: (name: string, grades: string): string => `${grades} ${name}`,
  notSelling: '没开始报',
  free: '免费',
  none: '这一天没有课，换一天看看，或者看全部。',
  listedUntil: (day: string): string => `◆ 名单到 ${dayInWords(day)}`,
  look: '看和改',
  edit: '先改一改',
  next: {
    returned: () => '看退回的原因',
    provider: () => '换一位老师',
    review: () => '审核',
    send: () => '送区备案',
    publish: () => '发布',
    few: (count: number) => `还差 ${count} 人`,
    crowd: () => '再开一班',
  },
  todoList: {
    returned: (course: string) => `${course}被区里退回`,
    provider: (course: string) => `${course}的老师快不在名单上`,
    review: (count: number) => `${count} 门课等您审核`,
    send: (count: number) => `${count} 门课等送区备案`,
    publish: (count: number) => `${count} 门课备案好了，等发布`,
    few: (count: number) => `${count} 门课人数不够`,
    crowd: (course: string, waiting: number) => `${course}有 ${waiting} 人排队`,
  },
  fewOf: (course: string, count: number): string => `${course}差 ${count} 人`,
  crowdSays: '排队的人够再开一班。',
  fewLook: '看这几门课',
  approve: '通过',
  approveNamed: (course: string): string => `通过${course}`,
  sendBack: '退回',
  sendBackNamed: (course: string): string => `退回${course}`,
  remark: '退回的原因',
  remarkHint: '老师会看到，好照着改。',
  proposed: (name: string): string => `${name}申报`,
}
