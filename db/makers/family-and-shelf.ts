import { gradeMask } from './rows'
import type { Scenario } from './scenario'

const HOUR = 3_600_000
const EVERY_DAY = [12, 22, 32, 42, 52]

/**
 * Two schools, a family `g` with 小禾 (四年级) and 小麦 (一年级) and one `h` with 小满, and a shelf: two courses that clash on
 * Wednesday, one of a single place; a dear one, a free one, one of the other school, a draft, and base care of two classes.
 * @param now the round (two courses a child) opened an hour before, and closes two days after.
 */
export const makeFamilyAndShelf = async (world: Scenario, now: number): Promise<void> => {
  await world.school('s', { name: '柳岸小学（示例）' })
  await world.school('far', { name: '远山小学（示例）' })
  await world.round({ courseLimit: 2, opensAt: now - HOUR, closesAt: now + 48 * HOUR })
  await world.child('he', { school: 's', name: '小禾' })
  await world.child('mai', { school: 's', grade: 1, classNumber: 5, name: '小麦' })
  await world.child('other', { school: 's', name: '小满' })
  await world.guardian('g', ['he', 'mai'])
  await world.guardian('h', ['other'])
  await world.section('noodle', { school: 's', slots: [32], title: '面食工坊', grades: gradeMask(3, 4, 5) })
  await world.section('robot', { school: 's', slots: [32], title: '机器人社', category: 'tech', capacity: 1 })
  await world.section('art', { school: 's', slots: [22], title: '绘本小画家', category: 'art', feeFen: 9_000 })
  await world.section('chess', { school: 's', slots: [12], title: '围棋', category: 'mind', feeFen: 0 })
  await world.section('away', { school: 'far', slots: [12], title: '远足' })
  await world.section('draft', { school: 's', slots: [12], title: '草稿', state: 'draft' })
  const care = { base: true, category: 'care', capacity: null, grades: gradeMask(4), feeFen: 0 }
  await world.section('care', { school: 's', slots: EVERY_DAY, title: '看护', homeClass: 's-4-2', ...care })
  await world.section('care-else', { school: 's', slots: EVERY_DAY, title: '看护', homeClass: 's-4-1', ...care })
}
