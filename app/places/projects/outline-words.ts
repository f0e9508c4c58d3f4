import type { OutlineFault } from './outline-rules'

/** What officers read where they bring a map. Client-safe. */
export const outlineWords = {
  title: '换地图的底',
  lead: '地图上先画区界，再画街道或别的范围，项目的位置标在上面。换上新的，旧的就没有了。',
  kinds: { district: '区界', streets: '街道，或别的范围' },
  kind: '这份画的是',
  name: '名称',
  nameHint: '比如“2026 年街道界线”。',
  source: '从哪里来',
  sourceHint: '谁给的、哪一年的，以后好查。',
  file: 'GeoJSON 文件',
  fileHint: '.geojson 或 .json，最大 2 MB，经纬度（度），只要面。',
  noFile: '先选一个文件。',
  wrongName: '文件名要以 .geojson 或 .json 结尾。',
  tooLarge: '文件最大 2 MB，请简化一下再交。',
  notText: '这份文件里有认不出的字，请用 UTF-8 存。',
  save: '换上这份',
  back: '回到地图',
  now: '现在用的',
  none: '没有',
  line: (name: string, source: string, when: string): string => `${name}（${source}，${when} 换上）`,
  faults: {
    'not-json': '这份文件不是 GeoJSON，或者没有存完整。',
    'not-a-collection': '要一个 FeatureCollection，里面都是 Feature。',
    'no-features': '里面一个面也没有。',
    'too-many-features': '最多 500 个面，请合并或者分开交。',
    'not-polygons': '只收面（Polygon、MultiPolygon），里面有点、线，或者空的。',
    'not-rings': '有的面没有画完整：一圈至少 4 个点，首尾要是同一点。',
    'not-degrees': '有的坐标不在中国的范围里：要经度在前、纬度在后，单位是度，不是米。',
    'too-many-points': '点太多，最多 60,000 个，请简化一下再交。',
  } satisfies Record<OutlineFault, string>,
}

/** What stands on the map of projects. */
export const mapWords = {
  caption: '项目在哪里',
  says: (shown: number, name: string): string => `${name}的轮廓和 ${shown} 个项目的位置`,
  district: '本区',
  unplaced: '还没有位置的项目',
  noOutline: '还没有区界。可以换上一份 GeoJSON。',
  attribution: (names: readonly string[]): string => `底图：${names.join('；')}`,
  key: '点的形状：▼ 误了开学 ◆ 晚了 ● 正常',
}
