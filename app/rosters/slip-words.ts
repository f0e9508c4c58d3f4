/** What people read of the slips that a new roster calls for. */
export const slipWords = {
  title: '打印开通单',
  says: '新来的家长凭开通单开通账号。一个班一叠，A4 纸，沿虚线剪开；点年级，一次打整个年级。',
  columns: { homeClass: '班级', waiting: '还没开通的家长', print: '开通单' },
  grade: (grade: number): string => `打印${'〇一二三四五六七八九'[grade] ?? ''}年级每个班的`,
  print: '打印这个班的开通单',
}
