import type { Phase, ProjectKind } from '#db/schema/index'
import { schools } from '../places'

/**
 * The projects of the demo. Announced: that there are 20 (4 completed, 药山西地块幼儿园 among them, 16 under way, 成通中学
 * among them), the 11,000 places in all, 济南汇才学校 with 1,080, and the upgrades of 天桥实验小学, 天成路小学 and 桑梓片区.
 * How places are split, every date, and all other names are invented. What is announced apart from the 20 is kept apart.
 */
export interface DemoProject {
  id: string
  title: string
  kind: ProjectKind
  street: string
  /** A school of the demo; '' for a new one. */
  school: string
  places: Partial<Record<Phase, number>>
  control: 'places' | 'huicai' | 'upgrade'
  /** The autumn of 开学启用, counted from this one; null: nobody has said. */
  inUse: number | null
  /** Years by which that autumn was put off. */
  lost?: number
  /** Months by which 开工, 竣工 and 交付 came or come later than first promised. */
  late?: readonly [started: number, finished: number, handedOver: number]
  why?: string
  /** 万元; left out where nothing is announced. */
  budget?: number
  about: string
}

const CLASSES: Record<Phase, number> = { kindergarten: 30, primary: 45, junior: 50 }

/** Classes that so many places are. */
export const classesFor = (phase: Phase, places: number): number => Math.round(places / CLASSES[phase])

const project = (
  id: string,
  title: string,
  kind: ProjectKind,
  street: string,
  places: DemoProject['places'],
  inUse: number | null,
  more: Partial<DemoProject> = {},
): DemoProject => ({
  id: `tq-${id}`,
  title,
  kind,
  street,
  school: '',
  places,
  control: 'places',
  inUse,
  about: '',
  ...more,
})

const [yaoshan, beiyuan, luokou, sangzidian, daqiao] = ['370105013', '370105014', '370105015', '370105016', '370105017']

export const demoProjects: readonly DemoProject[] = [
  project('01', '药山西地块幼儿园', 'new', yaoshan ?? '', { kindergarten: 360 }, -1, {
    school: 'yey15',
    budget: 3200,
    about: '十二个班的幼儿园，有自己的操场和厨房。',
  }),
  project('02', '云锦小学教学楼扩建（示例）', 'enlarged', yaoshan ?? '', { primary: 270 }, -2, {
    school: 'xx11',
    late: [0, 1, 1],
    why: '地下管线改道',
    budget: 1800,
    about: '加一栋教学楼，多六个班。',
  }),
  project('03', '长堤小学教学楼扩建（示例）', 'enlarged', luokou ?? '', { primary: 270 }, -2, {
    school: 'xx13',
    lost: 1,
    late: [2, 6, 5],
    why: '施工许可晚批',
    budget: 1900,
    about: '加一栋教学楼，多六个班。',
  }),
  project('04', '新泺学校初中部扩建（示例）', 'enlarged', yaoshan ?? '', { junior: 300 }, -1, {
    school: 'jx03',
    late: [0, 2, 1],
    why: '夏天雨多，停工 20 天',
    budget: 2600,
    about: '初中部多六个班，加两间实验室。',
  }),
  project('05', '成通中学', 'new', beiyuan ?? '', { junior: 1500 }, 1, {
    late: [2, 4, 1],
    why: '地基换填，多用了四个月',
    about: '三十个班的初中，有体育馆和报告厅。',
  }),
  project('06', '泺口示例小学', 'new', luokou ?? '', { primary: 1620 }, 2, {
    lost: 1,
    late: [3, 6, 6],
    why: '雨季停工 41 天，管线要改道',
    budget: 14_200,
    about: '三十六个班的小学，操场在楼顶。',
  }),
  project('07', '泺口示例中学', 'new', luokou ?? '', { junior: 900 }, 3, {
    budget: 11_500,
    about: '十八个班的初中。',
  }),
  project('08', '北园示例学校', 'new', beiyuan ?? '', { primary: 1080, junior: 720 }, 2, {
    late: [3, 3, 0],
    why: '拆迁晚了一个季度',
    budget: 17_600,
    about: '九年一贯制学校，小学二十四个班，初中约十五个班。',
  }),
  project('09', '药山示例小学', 'new', yaoshan ?? '', { primary: 810 }, 2, {
    late: [1, 0, 0],
    why: '设计改了一次',
    budget: 7800,
    about: '十八个班的小学。',
  }),
  project('10', '桑梓店示例中学', 'new', sangzidian ?? '', { junior: 600 }, 2, {
    budget: 6900,
    about: '十二个班的初中，有宿舍。',
  }),
  project('11', '大桥示例幼儿园', 'new', daqiao ?? '', { kindergarten: 270 }, 1, {
    budget: 2300,
    about: '九个班的幼儿园。',
  }),
  project('12', '桑梓店示例幼儿园', 'new', sangzidian ?? '', { kindergarten: 270 }, 1, {
    late: [0, 1, 0],
    why: '门窗到货晚',
    budget: 2400,
    about: '九个班的幼儿园。',
  }),
  project('13', '黄河中学扩建（示例）', 'enlarged', '370105001', { junior: 300 }, 1, {
    school: 'zx10',
    late: [0, 2, 1],
    why: '夏天雨多，地基停了 23 天',
    budget: 2700,
    about: '多六个班，加一栋实验楼。',
  }),
  project('14', '听泉小学扩建（示例）', 'enlarged', '370105006', { primary: 270 }, 2, {
    school: 'xx05',
    budget: 1700,
    about: '多六个班。',
  }),
  project('15', '大桥示例小学原址重建', 'replaced', daqiao ?? '', { primary: 360 }, 3, {
    school: 'xx15',
    budget: 5200,
    about: '老楼拆了重建，多八个班。',
  }),
  project('16', '北坦示例幼儿园', 'new', '370105007', { kindergarten: 180 }, 1, {
    budget: 1500,
    about: '六个班的幼儿园。',
  }),
  project('17', '药山示例中学', 'new', yaoshan ?? '', { junior: 600 }, 3, {
    budget: 7400,
    about: '十二个班的初中。',
  }),
  project('18', '银杏小学扩建（示例）', 'enlarged', '370105011', { primary: 90 }, 1, {
    school: 'xx09',
    late: [0, 3, 2],
    why: '老楼加固多做了一道',
    budget: 800,
    about: '多两个班。',
  }),
  project('19', '纬北路示例幼儿园', 'new', '370105012', { kindergarten: 180 }, 2, {
    budget: 1600,
    about: '六个班的幼儿园。',
  }),
  project('20', '泺口示例幼儿园', 'new', luokou ?? '', {}, null, { about: '选好了地方，班数还没定。' }),
  project('21', '济南汇才学校', 'enlarged', yaoshan ?? '', { primary: 1080 }, 1, {
    control: 'huicai',
    late: [1, 2, 1],
    why: '夏天雨多，地基停了 23 天',
    about: '二十四个班，每班 45 人，班数待确认。',
  }),
  project('22', '天桥实验小学提升改造', 'upgraded', '370105010', {}, 0, {
    control: 'upgrade',
    budget: 5600,
    about: '教室、厕所、操场和管线翻新，不加学位。',
  }),
  project('23', '天成路小学提升改造', 'upgraded', '370105011', {}, 1, {
    control: 'upgrade',
    budget: 3900,
    late: [0, 1, 0],
    why: '暑假只能干两个月',
    about: '外墙、门窗和食堂翻新，不加学位。',
  }),
  project('24', '桑梓片区学校提升改造', 'upgraded', sangzidian ?? '', {}, 2, {
    control: 'upgrade',
    budget: 5100,
    about: '片区几所老学校的操场和取暖改造，不加学位。',
  }),
]

/** Places that a completed project has brought a school already: they are the project's, not what stood before. */
export const completedPlacesAt = (school: string, phase: Phase): number =>
  demoProjects
    .filter((one) => one.school === school && one.inUse !== null && one.inUse <= 0)
    .reduce((sum, { places }) => sum + (places[phase] ?? 0), 0)

/** Schools named by projects must exist: said at seeding, not found out on a page. */
export const schoolOfProject = ({ school }: DemoProject): string => {
  if (school !== '' && !schools.some(({ id }) => id === school)) throw new Error(`no school ${school} in the demo`)
  return school
}
