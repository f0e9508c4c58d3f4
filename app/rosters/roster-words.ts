import type { StaffRole, Stage } from './roster-lines'

const count = (n: number): string => n.toLocaleString('en-US')

/** Every sentence of this room that people read. */
export const rosterWords = {
  yesNo: ['是', '否'],
  roles: { teacher: '老师', school_admin: '教务' } satisfies Record<StaffRole, string>,
  stages: { primary: '小学', junior: '初中', nine_year: '九年一贯制', kindergarten: '幼儿园' } satisfies Record<
    Stage,
    string
  >,
  grades: ['', '一年级', '二年级', '三年级', '四年级', '五年级', '六年级', '七年级', '八年级', '九年级'],
  classOf: (grade: number, number: number): string => `${'〇一二三四五六七八九'[grade] ?? ''}年级 ${number} 班`,
  /** What can be wrong in a line. */
  wrong: {
    missing: (what: string): string => `没有填${what}`,
    control: '有看不见的字符，请删掉重新打一遍',
    long: (most: number): string => `太长了，最多 ${most} 个字`,
    number: '学籍号只能有数字和字母，4 到 30 位',
    name: '名字里没有字',
    grade: (said: string): string => `看不懂“${said}”，请写“一年级”到“九年级”`,
    gradeOfStage: (grade: string, stage: string): string => `${stage}没有${grade}`,
    classNumber: (said: string): string => `看不懂“${said}”，请写“1 班”“2 班”这样`,
    phone: (said: string): string => `手机号要 11 位数字，这里是“${said}”`,
    guardianName: '填了手机号，没有填名字',
    guardianPhone: '填了名字，没有填手机号',
    relation: '关系最多 10 个字',
    samePhone: (nth: number): string => `和监护人${nth}是同一个手机号`,
    sameLine: (line: number): string => `和第 ${line} 行是同一个孩子，请删掉一行`,
    sameNumber: (line: number, name: string): string => `第 ${line} 行的${name}也是这个学籍号，请核对`,
    sameStaff: (line: number): string => `第 ${line} 行也是这个工号`,
    sameSchool: (line: number): string => `第 ${line} 行也是这个学校代码`,
    staffNumber: '工号要 2 到 32 位，只能有字母、数字、点和下划线，不能是手机号',
    yesNo: (said: string): string => `请写“是”或“否”，这里是“${said}”`,
    role: (said: string): string => `请写“老师”或“教务”，这里是“${said}”`,
    adminByOfficer: '教务由区里开，学校的表里只写老师',
    stage: (said: string): string => `看不懂“${said}”，请写小学、初中、九年一贯制或幼儿园`,
    schoolCode: '学校代码要 2 到 30 位，只能有字母、数字和横线',
    otherSchool: '这一行是别的学校的',
    unknownSchool: (code: string): string => `没有代码是“${code}”的学校，请先导入学校`,
    numberElsewhere: (school: string): string => `这个学籍号在${school}，名字不一样，请核对`,
    staffPhone: '这是老师或教务账号的手机号。要把孩子连到这个账号，请区里来导入',
    staffElsewhere: '这个工号在别的学校，调动请区里来导入',
    officerAccount: '这是区里的账号，不能放进学校的表里',
  },
  /** What a file is refused for. */
  unknownSheet: (sheet: string): string =>
    `“${sheet}”这张表看不出是什么：学生表要有学籍号，老师表要有工号，学校表要有学校代码和学校名称`,
  count,
}
