import type { Store } from '../store'
import { makePlanningProject, makePlanningStreet } from './planning-world'

/**
 * Two streets with their schools: places lack in the 初中 of luokou until a project opens (p1, August 2028) and in the
 * 小学 of beiyuan for good; nowhere else. The last rolls are those of autumn 2026.
 */
export const makeTwoStreets = async (store: Store): Promise<void> => {
  await makePlanningStreet(store, 2026, {
    code: 'luokou',
    name: '泺口街道',
    births: 130,
    phases: {
      kindergarten: { children: 90, places: 120 },
      primary: { children: 110, places: 120 },
      junior: { children: 120, places: 100 },
    },
  })
  await makePlanningStreet(store, 2026, {
    code: 'beiyuan',
    name: '北园街道',
    births: 70,
    phases: {
      kindergarten: { children: 50, places: 90 },
      primary: { children: 60, places: 45 },
      junior: { children: 60, places: 100 },
    },
  })
  await makePlanningProject(store, {
    id: 'p1',
    title: '泺口示例中学',
    street: 'luokou',
    phase: 'junior',
    places: 150,
    due: '2028-08-20',
    met: null,
  })
}
