import type { MilestoneKind, Phase, ProjectKind } from '#db/schema/index'
import { schools } from '../places'

/**
 * The projects of the demo. Announced: that there are 20 (4 completed, 药山西地块幼儿园 among them, 16 under way, 成通中学
 * among them), the 11,000 places in all, 济南汇才学校 with 1,080, and the upgrades of 天桥实验小学, 天成路小学 and 桑梓片区.
 * How places are split, every date, and all other names are invented. What is announced apart from the 20 is kept apart.
 */
export type Move = readonly [months: number, why: string]

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
  /** Where a date is not the usual one: years before that autumn, month and day. */
  due?: Partial<Record<MilestoneKind, readonly [yearsBefore: number, monthDay: string]>>
  /** How a date got to where it is: by months, in the order in which it was said. Below 0: brought forward. */
  moved?: Partial<Record<MilestoneKind, readonly Move[]>>
  /** Days by which a date came after it was due; below 0: before. */
  came?: Partial<Record<MilestoneKind, number>>
  /** Days since its latest move was said, where the date itself does not tell. */
  saidAgo?: number
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

const yaoshan = '370105013'
const beiyuan = '370105014'
const luokou = '370105015'
const sangzidian = '370105016'
const daqiao = '370105017'

export const demoProjects: readonly DemoProject[] = [
  project('01', '药山西地块幼儿园', 'new', yaoshan, { kindergarten: 360 }, -1, {
    school: 'yey15',
    came: { started: 0, finished: -8, handed_over: -10 },
    budget: 3200,
    about: '十二个班的幼儿园，有自己的操场和厨房。',
  }),
  project('02', '云锦小学教学楼扩建（示例）', 'enlarged', yaoshan, { primary: 270 }, -2, {
    school: 'xx11',
    moved: { finished: [[1, '地下管线改道']], handed_over: [[1, '地下管线改道']] },
    came: { finished: 4, handed_over: 6 },
    budget: 1800,
    about: '加一栋教学楼，多六个班。',
  }),
  project('03', '长堤小学教学楼扩建（示例）', 'enlarged', luokou, { primary: 270 }, -2, {
    school: 'xx13',
    due: { started: [2, '05-20'], finished: [1, '11-20'], handed_over: [0, '01-15'] },
    moved: {
      started: [[2, '施工许可晚批']],
      finished: [
        [3, '施工许可晚批'],
        [3, '基坑进水，停工 35 天'],
      ],
      handed_over: [[6, '基坑进水，停工 35 天']],
      in_use: [[12, '赶不上 9 月 1 日，等下一年']],
    },
    came: { finished: 9 },
    budget: 1900,
    about: '加一栋教学楼，多六个班。',
  }),
  project('04', '新泺学校初中部扩建（示例）', 'enlarged', yaoshan, { junior: 300 }, -1, {
    school: 'jx03',
    moved: {
      finished: [[-10, '装配式教室，工期短']],
      handed_over: [[-10, '装配式教室，工期短']],
      in_use: [[-12, '教室提前好了，早一年用']],
    },
    came: { finished: -6, handed_over: -3 },
    budget: 2600,
    about: '初中部多六个班，加两间实验室。',
  }),
  project('05', '成通中学', 'new', beiyuan, { junior: 1500 }, 1, {
    moved: {
      started: [[2, '拆迁晚了两个月']],
      finished: [
        [2, '雨季停工 26 天'],
        [2, '地基换填，多用两个月'],
      ],
      handed_over: [[4, '地基换填，多用两个月']],
    },
    came: { started: 5 },
    about: '三十个班的初中，有体育馆和报告厅。',
  }),
  project('06', '泺口示例小学', 'new', luokou, { primary: 1620 }, 2, {
    due: { finished: [1, '11-20'], handed_over: [0, '01-15'] },
    moved: {
      started: [
        [2, '拆迁晚了两个月'],
        [1, '施工许可晚批'],
      ],
      finished: [
        [3, '雨季停工 41 天'],
        [3, '管线要改道'],
      ],
      handed_over: [[6, '雨季停工 41 天，管线要改道']],
      in_use: [[12, '雨季停工 41 天，管线要改道']],
    },
    saidAgo: 5,
    budget: 14_200,
    about: '三十六个班的小学，操场在楼顶。',
  }),
  project('07', '泺口示例中学', 'new', luokou, { junior: 750 }, 3, {
    moved: { started: [[2, '设计改了一次']] },
    budget: 9600,
    about: '十五个班的初中。',
  }),
  project('08', '北园示例学校', 'new', beiyuan, { primary: 1710, junior: 450 }, 2, {
    moved: {
      started: [[3, '拆迁晚了一个季度']],
      finished: [[3, '拆迁晚了一个季度']],
      handed_over: [[2, '拆迁晚了一个季度']],
    },
    budget: 17_600,
    about: '九年一贯制学校，小学三十八个班，初中九个班。',
  }),
  project('09', '药山示例小学', 'new', yaoshan, { primary: 810 }, 2, {
    moved: { started: [[1, '设计改了一次']], finished: [[-1, '钢结构提前进场']] },
    budget: 7800,
    about: '十八个班的小学。',
  }),
  project('10', '桑梓店示例中学', 'new', sangzidian, { junior: 450 }, 2, {
    moved: {
      started: [
        [6, '土地手续没办完'],
        [6, '土地手续没办完'],
      ],
      finished: [[12, '开工晚了一年']],
      handed_over: [[12, '开工晚了一年']],
      in_use: [[12, '开工晚了一年']],
    },
    saidAgo: 460,
    budget: 5600,
    about: '九个班的初中，有宿舍。',
  }),
  project('11', '大桥示例幼儿园', 'new', daqiao, { kindergarten: 270 }, 1, {
    budget: 2300,
    about: '九个班的幼儿园。',
  }),
  project('12', '桑梓店示例幼儿园', 'new', sangzidian, { kindergarten: 270 }, 1, {
    moved: { finished: [[1, '门窗到货晚']] },
    budget: 2400,
    about: '九个班的幼儿园。',
  }),
  project('13', '影山中学扩建（示例）', 'enlarged', '370105001', { junior: 250 }, 1, {
    school: 'zx10',
    moved: {
      finished: [
        [1, '夏天雨多，地基停了 23 天'],
        [1, '钢材到货晚'],
      ],
      handed_over: [[1, '钢材到货晚']],
    },
    budget: 2700,
    about: '多五个班，加一栋实验楼。',
  }),
  project('14', '星河中学扩建（示例）', 'enlarged', '370105006', { junior: 150 }, 2, {
    school: 'zx02',
    budget: 1300,
    about: '多三个班。',
  }),
  project('15', '朗月小学原址重建（示例）', 'replaced', daqiao, { primary: 540 }, 3, {
    school: 'xx15',
    moved: {
      started: [
        [6, '重建时学生去哪里上课没定'],
        [6, '图纸审查没过'],
      ],
      finished: [[12, '开工晚了一年']],
      handed_over: [[12, '开工晚了一年']],
      in_use: [[12, '开工晚了一年']],
    },
    budget: 5200,
    about: '老楼拆了重建，多十二个班。',
  }),
  project('16', '北坦示例幼儿园', 'new', '370105007', { kindergarten: 180 }, 1, {
    moved: { finished: [[-2, '楼是现成的，只做装修']], handed_over: [[-1, '楼是现成的，只做装修']] },
    budget: 1500,
    about: '六个班的幼儿园。',
  }),
  project('17', '药山示例中学', 'new', yaoshan, { junior: 450 }, 3, {
    budget: 5900,
    about: '九个班的初中。',
  }),
  project('18', '北村中学扩建（示例）', 'enlarged', '370105004', { junior: 100 }, 1, {
    school: 'zx12',
    moved: {
      finished: [
        [2, '老楼加固多做了一道'],
        [1, '放假才能进场'],
      ],
      handed_over: [[2, '老楼加固多做了一道']],
    },
    budget: 800,
    about: '多两个班。',
  }),
  project('19', '纬北路示例幼儿园', 'new', '370105012', { kindergarten: 240 }, 2, {
    moved: {
      started: [[12, '孩子少了，先等一年']],
      finished: [[12, '孩子少了，先等一年']],
      handed_over: [[12, '孩子少了，先等一年']],
      in_use: [[12, '孩子少了，先等一年']],
    },
    saidAgo: 400,
    budget: 2000,
    about: '八个班的幼儿园。',
  }),
  project('20', '泺口示例幼儿园', 'new', luokou, {}, null, { about: '选好了地方，班数还没定。' }),
  project('21', '济南汇才学校', 'enlarged', yaoshan, { primary: 1080 }, 1, {
    control: 'huicai',
    due: { started: [1, '04-10'] },
    moved: {
      started: [[1, '施工许可晚批']],
      finished: [[2, '夏天雨多，地基停了 23 天']],
      handed_over: [[1, '夏天雨多，地基停了 23 天']],
    },
    about: '二十四个班，每班 45 人，班数待确认。',
  }),
  project('22', '天桥实验小学提升改造', 'upgraded', '370105010', {}, 0, {
    control: 'upgrade',
    due: { started: [0, '01-10'], finished: [0, '08-05'], handed_over: [0, '08-15'] },
    came: { finished: -3 },
    budget: 5600,
    about: '教室、厕所、操场和管线翻新，不加学位。',
  }),
  project('23', '天成路小学提升改造', 'upgraded', '370105011', {}, 1, {
    control: 'upgrade',
    due: { started: [0, '01-15'], finished: [0, '08-05'], handed_over: [0, '08-15'] },
    moved: { finished: [[1, '暑假只能干两个月']], handed_over: [[1, '暑假只能干两个月']] },
    budget: 3900,
    about: '外墙、门窗和食堂翻新，不加学位。',
  }),
  project('24', '桑梓片区学校提升改造', 'upgraded', sangzidian, {}, 2, {
    control: 'upgrade',
    due: { started: [1, '03-01'] },
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
