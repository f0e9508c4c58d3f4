/** The few words that the frame of every page needs; each room keeps its own. */
export const words = {
  portal: '学在天桥',
  skip: '跳到正文',
  demoLabel: '演示说明',
  demo: '演示：人名、校名、课程和数字都是示例。',
  help: '看不明白？打',
  nav: {
    label: '主要栏目',
    shelf: '逛课',
    week: '课表',
    pickup: '接送',
    home: '我家',
    elderShelf: '选课',
    picked: '已选',
    district: '区里的事',
    projects: '学校建设',
    streets: '各街道学位',
  },
  look: { elder: '长辈版', standard: '标准版', dark: '深色', light: '浅色' },
  account: { signIn: '登录', me: '我的', unread: (count: number): string => `消息 ${count}` },
  desk: {
    nav: '栏目',
    signOut: '退出',
    mine: '我的课程',
    propose: '申报一门课',
    handover: '交接',
    schoolHandover: '接送',
    schoolDesk: '课程与报名',
    plan: '送区备案',
    slips: '开通单',
    paper: '代家长报名',
    afternoon: '时段和看护',
    rosters: '学生名册',
    schools: '学校和名册',
    fees: '收费',
    bureauDesk: '课程备案',
    rounds: '报名时间',
    rules: '规定',
    calendar: '校历',
    settings: '设置',
    providers: '机构',
    staffing: '外聘老师',
    duties: '课时',
    planning: '学位规划',
    placesDesk: '缺不缺',
    projects: '项目',
    forecasts: '预测',
    scenarios: '方案对比',
    advice: '建议',
    trackRecord: '准不准',
    warnings: '预警',
    capacity: '学位账',
    placesData: '数据',
    placesLog: '留痕',
  },
  sheet: { xlsx: '导出 Excel', csv: '导出 CSV' },
  field: {
    error: '错误：',
    optional: '可以不填',
    fileLarge: (most: number): string => `这个文件超过 ${most} MB，请分成几份，或者换小一点的。`,
  },
  importing: {
    reading: '正在读这份文件，可以先做别的，一会儿再来看。',
    applying: '正在办，请不要重复交。',
    of: (done: number, total: number): string =>
      `${done.toLocaleString('en-US')} / ${total.toLocaleString('en-US')} 行`,
  },
  errors: { title: (count: number) => `还有 ${count} 处要您定` },
  copied: { reference: '编号' },
  waiting: '请稍等',
}

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

/** Time left in one calm unit: 还有 3 天, 还有 2 小时, 还有 5 分钟, 不到 1 分钟; 到时间了 at zero. @param left ms */
export const timeLeft = (left: number): string => {
  if (left <= 0) return '到时间了'
  if (left < MINUTE) return '不到 1 分钟'
  if (left < HOUR) return `还有 ${Math.floor(left / MINUTE)} 分钟`
  if (left < 2 * DAY) return `还有 ${Math.floor(left / HOUR)} 小时`
  return `还有 ${Math.floor(left / DAY)} 天`
}
