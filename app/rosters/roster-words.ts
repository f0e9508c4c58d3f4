/** What people read where schools, pupils and teachers come in by file. Client-safe. */

export const lineWords = {
  studentNumber: '学籍号写 4 到 24 位字母和数字。',
  studentNumberTwice: (line: number): string => `这个学籍号在第 ${line} 行已经有了。`,
  name: '姓名写 1 到 30 个字，不要有数字。',
  grade: '年级写一年级、二年级……或者 1、2……',
  foreignGrade: (grade: number): string => `这所学校没有 ${grade} 年级。`,
  classNumber: '班级写 1 到 40 的数。',
  school: '没有这所学校，写学校代码或者全称。',
  otherSchool: '这一行写的是别的学校。',
  phone: '手机号写 11 位数字。',
  phoneTwice: '两位监护人写了同一个手机号，留一位就行。',
  phoneOfAnother: (name: string, line: number): string => `这个手机号在第 ${line} 行写的是${name}，看看是不是写错了。`,
  guardianName: '写了手机号，也要写监护人姓名。',
  guardianPhone: '写了监护人姓名，也要写手机号。',
  relation: '关系最多 8 个字。',
  staffNumber: '工号写 2 到 20 位字母和数字。',
  staffNumberTwice: (line: number): string => `这个工号在第 ${line} 行已经有了。`,
  numberElsewhere: '这个学籍号在别的学校，名字不一样。请核对。',
  staffPhone: '这是老师或教务账号的手机号。要把孩子连到这个账号，请区里来导入。',
  adminByOfficer: '新的教务由区里导入；学校的表里请写“老师”。',
  staffElsewhere: '这个工号已经是别处的人，看看是不是写错了。',
  yourself: '名单里没有您自己。您要离开，请让别的教务来导入。',
  subject: '学科最多 12 个字。',
  yesNo: '写“是”或“否”。',
  role: '角色写“老师”“教务”，或者“老师、教务”。',
  schoolCode: '学校代码写 2 到 24 位字母和数字。',
  schoolCodeTwice: (line: number): string => `这个学校代码在第 ${line} 行已经有了。`,
  schoolName: '学校名称写 2 到 40 个字。',
  street: '街道写 2 到 20 个字。',
  stage: '学段写幼儿园、小学、初中或者九年一贯制。',
  stageTaken: '这所学校已经有学生，学段不能改。',
  gate: '接送地点最多 30 个字。',
}

export const stageNames = { kindergarten: '幼儿园', primary: '小学', junior: '初中', nine_year: '九年一贯制' } as const

/** The groups of a difference, in the order in which they are shown. */
export const changeNames = {
  new: '新增',
  transferred: '从别校转来',
  returned: '回来',
  promoted: '升级',
  moved: '转班',
  renamed: '改名字',
  changed: '有改动',
  left: '离校',
  same: '不变',
} as const

export const rosterWords = {
  title: '学生名册',
  lead: '学生和老师都从这里导入。先看有什么变化，再决定办不办。',
  importTitle: '导入名册',
  importSays: '学生表要写全：表里没有的学生会算作离校。老师表也一样。看过变化、确认以后才会真的改。',
  file: '名册文件',
  fileHint: '.xlsx 或 .csv，最大 16 MB。OneRoster 的 .zip 也可以。',
  noFile: '选一个文件。',
  send: '先看看变化',
  pupilTemplate: '学生表模板',
  staffTemplate: '老师表模板',
  schoolTemplate: '学校表模板',
  exportStaff: '现在的老师表',
  exportOneRoster: '导出 OneRoster 1.2',
  latest: '最近导入的',
  latestCaption: '最近导入的文件和结果',
  none: '还没有导入过。',
  columns: { file: '文件', at: '时间', state: '结果' },
  states: { reading: '正在读', ready: '等您确认', applying: '正在办', applied: '办好了', failed: '没有办' },
  previewTitle: { pupils: '学生名册有这些变化', staff: '老师名册有这些变化', schools: '学校有这些变化' },
  previewLead: (file: string): string => `${file}。还没有改，看清楚再确认。`,
  readingTitle: '正在读名册',
  applyingTitle: '正在办',
  wrongTitle: (count: number): string => `${count.toLocaleString('en-US')} 处要改`,
  wrongMore: (shown: number): string => `先列出前 ${shown} 处。`,
  wrongSays: '有错的行不会导入。最好在表里改好，重新交一次。',
  wrongCaption: '哪一行、哪一列、要改什么',
  wrongColumns: { line: '行', column: '列', says: '要改什么' },
  unknownHeads:
    '这张表认不出来：学生表要有“学籍号、姓名、年级、班级”，老师表要有“工号、姓名、角色”，学校表要有“学校代码、学校名称、学段”。',
  schoolsByOfficer: '学校表由区里导入。',
  noRows: '表里没有一行能用，请先改好。',
  extra: (heads: string): string => `这些列用不着，没有看：${heads}`,
  countOf: (count: number, part: 'pupils' | 'staff' | 'schools'): string =>
    `${count.toLocaleString('en-US')} ${part === 'schools' ? '所' : '人'}`,
  more: (count: number): string => `还有 ${count.toLocaleString('en-US')} 个没有列出来`,
  guardians: ({
    added,
    ended,
    phones,
    relations,
  }: {
    added: number
    ended: number
    phones: number
    relations: number
  }): string =>
    (
      [
        ['新增监护关系', added],
        ['结束监护关系', ended],
        ['换手机号', phones],
        ['改称呼', relations],
      ] as const
    )
      .filter(([, many]) => many > 0)
      .map(([what, many]) => `${what} ${many.toLocaleString('en-US')} 个`)
      .join('，'),
  newClasses: (names: string): string => `新开的班：${names}`,
  className: (grade: number, number: number): string => `${grade}（${number}）班`,
  wasIn: (name: string): string => `原来在${name}`,
  leaversSay: '离校的学生，课后服务的课会退掉，位子给排队的孩子；家长不能再看。',
  staffLeaversSay: '离校的老师不能再登录学校的页面。',
  manyLeave: (left: number, all: number): string =>
    `确实有 ${left.toLocaleString('en-US')} 人离校（原有 ${all.toLocaleString('en-US')} 人）`,
  manyLeaveMissing: '离校的人太多，像是表没有交全。确实如此，请勾上再办。',
  onlyRight: (right: number): string => `先导入没错的 ${right.toLocaleString('en-US')} 行；这一次不算谁离校`,
  onlyRightMissing: '表里还有错。改好再交，或者勾上“先导入没错的”。',
  nothing: '名册和现在一样，没有要办的。',
  apply: '确认，办理',
  discard: '不办了，去掉这份文件',
  appliedTitle: '办好了',
  appliedSays: (done: string): string => `${done}。`,
  failedTitle: '没有办，什么都没有改',
  again: '重新交一份',
  toSlips: '去打印开通单',
  back: '回到名册',
  schoolsTitle: '学校和名册',
  schoolsLead: (schools: number, pupils: number): string =>
    `${schools} 所学校，${pupils.toLocaleString('en-US')} 名学生。`,
  schoolsCaption: '学校、班级、学生和老师的人数',
  schoolColumns: { school: '学校', stage: '学段', street: '街道', classes: '班级', pupils: '学生', staff: '老师' },
  schoolsImportSays: '学校表、全区的学生表和老师表都可以交（后两种要有“学校”一列）。新学校先交学校表，再交老师表。',
  noSchools: '还没有学校。先交一张学校表。',
}
