/**
 * The closed list of reasons for which the portal says no. Each has one HTTP status and one sentence that a grandparent
 * understands; `{name}` is filled from the refusal's facts. Nothing else is ever thrown at a person.
 */
const refusals = {
  // requests
  BAD_REQUEST: [400, '这个请求看不懂，请退回上一页再试。'],
  NOT_SIGNED_IN: [401, '请先登录。'],
  FORBIDDEN: [403, '这一页不归您看。'],
  FOREIGN_ORIGIN: [403, '这个请求不是从本网站来的，没有办理。'],
  NOT_FOUND: [404, '没有这一页，可能是地址抄错了。'],
  METHOD_NOT_ALLOWED: [405, '这一页不能这样用，请从首页重新进来。'],
  BODY_TOO_LARGE: [413, '交来的内容太大了。'],
  UPLOAD_TOO_LARGE: [413, '文件太大了，最大 {most} MB，什么都没有改。请分成几份，或者换小一点的再交。'],
  KEY_REUSED: [422, '这一次提交和上一次的内容不一样，没有办理。请退回去重新核对。'],
  FORM_INVALID: [422, '有几处要改一下。'],
  TOO_MANY_TRIES: [429, '试的次数太多了，请过 {minutes} 分钟再来。'],
  BUSY: [503, '现在人多，没办成。课还在篮子里，过一会儿再点一次就行。'],
  UPLOADS_BUSY: [503, '现在交文件的人多，这一份还没有读，什么都没有改。请过一会儿再交一次。'],
  // signing in
  WRONG_SIGN_IN: [422, '手机号（工号）或密码不对。忘了密码，请学校重新打一张开通单。'],
  SLIP_REFUSED: [422, '手机号和开通码对不上，或者开通码已经用过、过期了。请看看单子，或请学校重新打一张。'],
  CONSENT_NEEDED: [403, '请先看一下使用说明，同意后再用。'],
  // enrolling
  NOT_YOUR_CHILD: [403, '这不是您家的孩子。'],
  SECTION_UNKNOWN: [404, '没有这门课，或者已经下架了。'],
  ROUND_NOT_OPEN: [409, '报名还没开始，{opens} 开始。'],
  ROUND_CLOSED: [409, '报名已经截止了。'],
  FIRST_PICK: [409, '{school}有几门课停开了，那些孩子先选到 {until}。到时您再来。'],
  SECTION_ENDED: [409, '这门课已经不收人了。'],
  OTHER_SCHOOL: [409, '这门课是{school}的，{child}不在那里上学。'],
  WRONG_GRADE: [409, '这门课收{grades}，{child}上{grade}。'],
  OTHER_CLASS: [409, '这是别的班的看护。'],
  CLASH: [409, '和{weekday}的{course}撞时间，选一门。'],
  LIMIT: [409, '{child}已经选满 {limit} 门，先退一门再报。'],
  ALREADY_ENROLLED: [409, '{child}已经报上这门了。'],
  ALREADY_WAITING: [409, '{child}已经在排队了。'],
  FULL: [409, '满了。没有勾“满了也排队”，所以没有排。'],
  WAIT_LIMIT: [409, '{child}已经在排 {limit} 门了，先退一门再排。'],
  PUPIL_LEFT: [409, '{child}已经不在这所学校了。'],
  NO_OFFER: [409, '这个位子已经过了时间，让给下一位了。'],
  NOT_ENROLLED: [409, '{child}没有报这门课。'],
  // publishing
  CAPACITY_BELOW_TAKEN: [409, '已经有 {taken} 个位子给出去了，名额不能比这少。'],
  CAPACITY_ONLY_UP: [409, '发布以后名额只能加，不能减。'],
  WRONG_STATE: [409, '这门课现在是“{state}”，不能这样办。'],
  NOT_TO_DECIDE: [409, '这门课现在不用定：报名还没结束，人数够了，或者已经定过了。'],
  NOTHING_TO_SEND: [409, '没有等着送区的课。'],
  PLAN_BLOCKED: [422, '有 {count} 处要改，或者要说明原因，还没有送。'],
  WRONG_PROVIDER_STATE: [409, '这家机构现在是“{state}”，不能这样办。请刷新看看。'],
  PROVIDER_NOT_LISTED: [409, '{provider}现在不在区里的名单上，不能选。'],
  PROVIDER_IN_USE: [409, '{provider}的老师还有课：{sections}。先换老师或停开。'],
  INSTRUCTOR_IN_USE: [409, '{name}还有课：{sections}。先换老师或停开。'],
  // places
  PROJECT_UNKNOWN: [404, '没有这个项目，可能地址抄错了。'],
  RUN_UNKNOWN: [404, '没有这一版预测。'],
  RUN_UNDER_WAY: [409, '正在算一版，等它算完再来。'],
  NO_ROLLS: [409, '还没有学籍数，没法算。先到“数据”里导入学籍。'],
  SECOND_PERSON: [409, '要另一位同事来发布：谁做的，谁不能自己发布。'],
  ALREADY_PUBLISHED: [409, '已经发布过了。请刷新看看。'],
  SCENARIO_DECIDED: [409, '这个方案已经定过了。请刷新看看。'],
  ADVICE_UNDER_WAY: [409, '正在算一条建议，等它算完再来。'],
  ADVICE_NOTHING: [409, '这几年里没有能排的开工，往后多看几年再算。'],
  ADVICE_UNSOLVED: [409, '算了太久还没有结果。少排几个项目，或者把要求放宽一点再算。'],
  NO_CELLS: [409, '还没有网格、网格里的孩子或者学校的位置，没法划片。先到“数据”里导入。'],
  CATCHMENT_MOVED: [409, '这条建议算好以后，招生范围又改过了。请重新算一条。'],
  WRONG_WARNING_STATE: [409, '这条预警现在不能这样办，可能别人刚刚办过。请刷新看看。'],
  // days
  LEAVE_NO_SESSION: [409, '{child}{day}没有课，不用请假。'],
  LEAVE_LATE: [409, '{child}{day}的假要在 {until} 以前请，现在晚了。请直接打电话告诉学校。'],
  LEAVE_TWICE: [409, '{child}{day}已经请过假了。'],
  LEAVE_SETTLED: [409, '已经过了 {until}，名单定了，这里撤不回来。孩子照样可以去上，请打电话告诉老师。'],
  PICKUP_MOST: [409, '{child}已经写了 {most} 个人，先去掉一个再写。'],
  PICKUP_CODES_MOST: [409, '今天的接送码已经拿了 {most} 次，请用前面拿过的那张。'],
  PICKUP_CODE_UNKNOWN: [404, '这个接送码不是今天的，或者认不出来。请按名字交接。'],
  NOT_IN_YOUR_SESSIONS: [409, '{child}今天不在您的课里。'],
  HANDED_OVER: [409, '{child}已经交接过了：{person}，{at}。'],
  NOT_AUTHORISED: [409, '这个人现在不能接{child}。请看看名单，或者打电话问家长。'],
  HANDOVER_SETTLED: [409, '这条交接不能由您撤掉，请找当时交接的老师，或者学校教务。'],
  // files read in
  SHEET_WRONG_KIND: [422, '这是{what}，读不了。请在 Excel 或 WPS 里另存为 .xlsx 或 .csv 再交。'],
  SHEET_TOO_LARGE: [422, '这份表太大：{what}。请分成几份再交。'],
  SHEET_BROKEN: [422, '这份表打不开，可能没有存完整。请在 Excel 或 WPS 里打开，另存一份再交。'],
  SHEET_LOCKED: [422, '这份表加了密码。请去掉密码再交。'],
  SHEET_EMPTY: [422, '表里没有内容。第一行写列名，下面一行一条。'],
  SHEET_ENCODING: [422, '这份文件里有认不出的字。请用 Excel 或 WPS 打开，另存为 .xlsx 再交。'],
  SHEET_FORMULA: [422, '{place} 是公式。请全选，复制，再“粘贴为数值”，然后再交。'],
  SHEET_MERGED: [422, '{place} 是合并的单元格。请取消合并，每格都填上，再交。'],
  SHEET_TWO_HEADS: [422, '“{head}”这一列有两个。请去掉一个再交。'],
  SHEET_NUMBER_CUT: [422, '{place} 的数字太长，变成了科学计数，后几位已经丢了。请把这一列设成“文本”，重新填好再交。'],
  SHEET_CELL_LONG: [422, '{place} 的字太多，一格最多 {most} 个字。'],
  SHEET_SLOW: [422, '这份表读了太久，停下来了。请分成几份再交。'],
  SHEET_COLUMNS: [422, '表头里少了“{columns}”。请下载模板，第一行的列名照模板写。'],
  SHEET_WRONG_LINES: [409, '表里有几行不对。先在表里改好，再交一次，一行都没有改。'],
  ROSTER_UNKNOWN: [422, '{says}'],
  OC4IDS_UNREADABLE: [422, '这份文件读不了：{says}'],
  IMPORT_BROKEN: [422, '这份文件没能读进来，什么都没有改。请再交一次；还不行，请把文件发给我们看看。'],
  IMPORT_STALE: [409, '这份文件交上来太久没有确认，已经清掉了。请重新交一次。'],
  WRONG_IMPORT_STATE: [409, '这份文件已经办过了，或者还没读完。请刷新看看。'],
  ONE_ROSTER_PARTS: [422, '这个 OneRoster 包里少了{missing}，请重新导出一份再交。'],
  ONE_ROSTER_VERSION: [422, '这个包是 OneRoster “{version}”，这里读 1.2 的。请导出 1.2 的 CSV 再交。'],
  PROMOTION_EARLY: [409, '升级要到 {opens}才能办。'],
  PROMOTED_ALREADY: [409, '{school}今年已经升过级了。升错了，请重新导入学生名册。'],
  // pictures
  PICTURE_WRONG_KIND: [422, '这是{what}，不能用。请用 JPG、PNG 或 WebP 的照片。'],
  PICTURE_TOO_LARGE: [422, '这张照片太大。最多 8 MB、2400 万像素，请缩小一点再交。'],
  PICTURE_BROKEN: [422, '这张照片打不开，可能没有存完整。请换一张，或重新存一份再交。'],
  PAPER_WRONG_KIND: [422, '这是{what}，这里只收 PDF。请在 Word 或 WPS 里“另存为 PDF”再交。'],
  PAPER_TOO_LARGE: [422, '这份文件太大，最多 10 MB。请压缩一下，或者分成几份。'],
  PAPER_BROKEN: [422, '这份 PDF 不完整，可能没有存好。请重新存一份再交。'],
  // money
  EXEMPTION_KEEPERS_ONLY: [403, '减免只有学校指定的两位老师能看、能办。'],
  EXEMPTION_OTHER_PERSON: [409, '申请和审批不能是同一个人，请另一位老师来批。'],
  EXEMPTION_STANDS: [409, '这孩子这学期已经有减免，或者有一份正等着批。'],
  BANK_COLUMNS: [422, '表头里少了“{columns}”。第一行要写：日期、金额(元)、流水号，还有学籍号或附言。'],
  BANK_LONG: [422, '一份流水最多 {most} 行，请分几份交。'],
  BANK_WRONG_LINES: [409, '有几行不对，先在表里改好，再交一次。一行都没有记。'],
  BANK_LARGE: [409, '有几笔比应交的多得多。核对过的话，勾上“金额没写错”再记。'],
  NO_EXEMPTION: [409, '没有等着办的减免，可能已经办过了。请刷新看看。'],
  CONFLICT: [409, '别人刚刚改过，请刷新看看再办。'],
} as const satisfies Record<string, readonly [status: number, sentence: string]>

export type RefusalCode = keyof typeof refusals
export type RefusalFacts = Record<string, string | number>

/** The HTTP status of a code. */
export const statusOf = (code: RefusalCode): number => refusals[code][0]

/** The sentence of a code with its facts filled in; a fact that is missing leaves no brace behind. */
export const sentenceOf = (code: RefusalCode, facts: RefusalFacts = {}): string =>
  refusals[code][1].replace(/\{(\w+)\}/g, (_, name: string) => String(facts[name] ?? ''))

/** A no, with its code and the facts of its sentence. The only error that a person is meant to see. */
export class Refusal extends Error {
  override readonly name = 'Refusal'
  readonly status: number
  constructor(
    readonly code: RefusalCode,
    readonly facts: RefusalFacts = {},
  ) {
    super(sentenceOf(code, facts))
    this.status = statusOf(code)
  }
}

/** Makes the error to throw: `throw refuse('CLASH', { weekday, course })`. */
export const refuse = (code: RefusalCode, facts?: RefusalFacts): Refusal => new Refusal(code, facts)
