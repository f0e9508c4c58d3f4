/** What a file is that is no photograph. */
export const notPictures = {
  gif: ' GIF 动图',
  svg: ' SVG 图',
  heic: ' HEIC 照片（苹果手机的格式，请在手机上选“兼容性最佳”，或截一张图）',
  program: '程序',
  pdf: ' PDF',
  photo: '照片',
  zip: '压缩包',
  page: '网页',
  animated: '动图',
  twoInOne: '夹带了别的东西的文件',
  named: (extension: string): string => (extension ? ` .${extension} 文件` : '没有后缀的文件'),
}
