/** What a school reads while it puts a picture on a course. Client-safe. */
export const coverWords = {
  title: '封面',
  of: (course: string): string => `${course}的封面`,
  uploaded: '现在用的是交上来的照片。',
  drawn: '现在用的是画的封面，按类别和名称自动画好。',
  file: '换一张照片',
  fileHint: 'JPG、PNG 或 WebP，最大 8 MB。拍摄的地点和时间会去掉。照片里不要有孩子的脸和名字。',
  noFile: '先选一张照片。',
  put: '用这张照片',
  takeAway: '用画的封面',
  back: '回这门课',
  change: '换封面',
}
