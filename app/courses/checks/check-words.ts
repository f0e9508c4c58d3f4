/** What people read of the checks and of the bureau's rules. Client-safe. */

/** Names and fields of the kinds of rules. */
export const kindWords = {
  whole: (from: number, to: number): string => `写 ${from} 到 ${to} 的整数。`,
  fee: '写成元，最多两位小数，比如 3.5，不超过 999。',
  words: '每行一个词，每个词 1 到 20 个字，最多 200 个。',
  schools: '名单里没有这所学校，请重新选。',
  feeCap: {
    name: '收费上限',
    says: '一个课时最多收多少。超过的课不能送区。',
    townFen: '城区学校一个课时最多多少元',
    ruralFen: '农村学校一个课时最多多少元',
    lessonMinutes: '一个课时多少分钟',
    lessonMinutesHint: '一次课长一些，上限按分钟数加。',
    ruralSchools: '哪些学校按农村学校算',
  },
  forbidden: {
    name: '不能写的词',
    says: '课后服务不讲新课、不刷题。名称、介绍和每次做什么里都查。',
    block: '写了就不能送区的词',
    warn: '写了要说明原因的词',
    exceptions: '可以写的词',
    exceptionsHint: '上面的词出现在这些词里时不算，比如“刷题”不能写，“不刷题”可以写。',
    lines: '每行一个词。空格、标点和全角写法不用管，都会查到。',
  },
  plan: {
    name: '5+2',
    says: '每周几天、每天多久、看护要排到哪里。',
    minutesADay: '每天至少多少分钟',
    weekdays: '每周几天，从周一算起',
    baseCareEveryGrade: '每天每个年级都要有看护或作业辅导',
    breakMinutes: '两段之间最多隔多少分钟还算连着',
    sharedRooms: '可以几门课一起用的地方',
  },
  check: {
    name: '准入查询',
    says: '外聘老师上课以前要查，查过的有到期日。',
    needed: '外聘老师要有准入查询',
    warnDaysBefore: '到期前多少天提醒学校',
  },
}

/** Sentences of findings. */
export const findingWords = {
  noTime: '还没有时间，选一个时段。',
  noInstructor: '还没有老师，选一位。',
  feeCap: (minutes: number, cap: string, fee: string): string =>
    `一次课 ${minutes} 分钟，最多收 ${cap} 元，现在是 ${fee} 元。`,
  words: (found: string): string => `课后服务里不能写：${found}。请改一改。`,
  doubtful: (found: string): string => `写到了${found}。请说明为什么这样写。`,
  foundIn: (word: string, place: string): string => `“${word}”（${place}）`,
  places: { title: '名称', description: '介绍', outline: '每次做什么' },
  roomTwice: (room: string, when: string, others: string): string => `${when}${room}还有别的课：${others}。`,
  instructorTwice: (name: string, when: string, others: string): string => `${when}${name}还在教：${others}。`,
  notListed: (provider: string): string => `${provider}不在区里的机构名单上。`,
  listedLater: (provider: string, from: string): string => `${provider}从 ${from}才在名单上，开课早了。`,
  listedEnds: (provider: string, until: string): string => `${provider}在名单上只到 ${until}，课还没上完。`,
  notChosen: (provider: string): string => `学校这学期还没有选用${provider}。`,
  checkMissing: (name: string): string => `${name}没有准入查询，不能上课。`,
  checkExpired: (name: string, until: string): string => `${name}的准入查询 ${until}到期，开课时已经过了。`,
  checkEnds: (name: string, until: string): string => `${name}的准入查询 ${until}到期，课还没上完。`,
  shortDay: (weekday: string, minutes: number, wanted: number): string =>
    `${weekday}只有 ${minutes} 分钟，不到 ${wanted} 分钟。`,
  noCare: (grade: string, weekdays: string): string => `${grade}${weekdays}没有看护，也没有作业辅导。`,
}

/** What an officer did wrong when recording a rule. */
export const recordWords = {
  documentMissing: '写上发文字号。没有文件就写“区里决定”。',
  documentLong: '发文字号最多 60 个字。',
  day: '写一个日历上有的日期。',
  documentLater: '发文日期不能晚于今天。',
  effectiveEarlier: '已经有一版在用，新的一版最早从今天开始。',
}

/** Findings on the school's page of its plan, and on the bureau's. */
export const planFindingWords = {
  title: (held: number): string => (held === 0 ? '查过了，可以送' : `送区以前有 ${held} 处要办`),
  well: '收费、用词、教室、老师、机构、时间和看护都查过了。',
  block: '要改',
  warn: '要说明',
  explained: '说明了',
  note: '注意',
  plan: '整个计划',
  fix: '去改',
  fixNamed: (course: string): string => `去改${course}`,
  toAfternoon: '看时段和看护',
  by: (document: string): string => `依据${document}`,
  reason: '为什么这样',
  reasonHint: '区里会看到。写 5 到 200 个字。',
  reasonOf: (name: string): string => `${name}：为什么这样`,
  save: '保存说明',
  reasonShort: '至少写 5 个字，区里才看得明白。',
  reasonLong: '最多 200 个字。',
  said: (reason: string): string => `学校说明：${reason}`,
  noReason: '学校还没有说明。',
  refused: (count: number): string => `没有送：还有 ${count} 处要改或者要说明，都列在下面。`,
  onSection: '送区以前要办',
  show: (count: number): string => `${count} 处要看`,
}

/** The bureau's page of its rules. */
export const rulePageWords = {
  title: '规定',
  lead: '学校送计划时按这里查。每一版都写明文件，改了就是新的一版，旧的留着。',
  fallback: '默认',
  fallbackSays: '还没有记过文件，先按默认的办。',
  inForce: (document: string, from: string): string => `${document}，从 ${from} 起`,
  dated: (day: string): string => `发文日期 ${day}`,
  coming: (from: string): string => `从 ${from} 起才用`,
  now: '现在用的',
  past: '以前的',
  history: (count: number): string => `记过 ${count} 版`,
  version: (version: number): string => `第 ${version} 版`,
  recorded: (name: string, at: string): string => `${at} ${name}记的`,
  caption: (kind: string): string => `${kind}的各版`,
  columns: {
    version: '版',
    document: '发文字号',
    documentOn: '发文日期',
    from: '从哪天起',
    standing: '用不用',
    by: '谁记的',
  },
  newTitle: '记新的一版',
  newTitleOf: (kind: string): string => `${kind}：记新的一版`,
  document: '发文字号',
  documentHint: '比如“济天教字〔2026〕8 号”。',
  documentOn: '发文日期',
  effectiveOn: '从哪天起用',
  save: (kind: string): string => `记下${kind}`,
  yes: '要',
  no: '不要',
  none: '没有',
  yuan: (fen: string): string => `${fen} 元`,
}
