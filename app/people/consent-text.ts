/**
 * What a guardian agrees to before using the portal for a child. A change of meaning gets a new version:
 * everybody is then asked again, and what was agreed to before stays on record under its own version and hash.
 */
export const CONSENT_VERSION = '2026-09'

export interface ConsentFacts {
  portalName: string
  /** The district's name. */
  district: string
  hotline: string
}

interface ConsentPart {
  head: string
  lines: readonly string[]
}

/** The text in force, part by part. @param facts the district's own name and telephone */
export const consentText = ({ portalName, district, hotline }: ConsentFacts): readonly ConsentPart[] => [
  {
    head: '谁在用这些信息',
    lines: [
      `${portalName}由${district}教育部门开办，孩子的学校在上面开课、排班。`,
      '别的单位和公司看不到，也不会卖给谁、送给谁。',
    ],
  },
  {
    head: '用哪些信息',
    lines: [
      '孩子：姓名、学籍号、学校、年级、班级，报了哪些课、在排哪些课。',
      '您：姓名、手机号、和孩子的关系，什么时候用什么设备登录过。',
      '不用人脸和指纹，不用位置，不要身份证照片。',
    ],
  },
  {
    head: '用来做什么',
    lines: [
      '给孩子报课、排队、排课表，把课和位子的变动告诉您。',
      '学校按名单上课、看护。区里统计人数，统计里没有姓名。',
    ],
  },
  {
    head: '存多久',
    lines: [
      '孩子在校的时候一直存着。离校以后，按学籍和收费的规定该留的留，其余的删掉。',
      '谁看过、改过孩子的信息，都有记录。',
    ],
  },
  {
    head: '您可以做什么',
    lines: [
      '可以不同意。不同意就不能在网上报课，请到学校办，孩子照样能上。',
      '同意以后也可以收回。收回、要一份孩子的信息、改错、删除，都请告诉学校，或者打电话。',
      hotline ? `有疑问，打 ${hotline}。` : '有疑问，问学校。',
    ],
  },
  {
    head: '孩子不满 14 岁',
    lines: ['孩子的信息要由父母或其他监护人同意。您点“同意”，就是说您是孩子的监护人，看过上面这些话。'],
  },
]

/** The same text as one string: what is hashed and kept as evidence of what was shown. */
export const consentPlainText = (facts: ConsentFacts): string =>
  [CONSENT_VERSION, ...consentText(facts).flatMap(({ head, lines }) => [head, ...lines])].join('\n')
