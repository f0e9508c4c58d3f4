import { describe, expect, it } from 'vitest'
import type { DistrictFacts, ProjectFacts } from './district-facts'
import { monthsLater, withEdits } from './edit-rules'

const project: ProjectFacts = {
  id: 'p',
  title: '泺口示例小学',
  kind: 'new',
  stage: 'building',
  street: 'luokou',
  school: '',
  controlTotal: '',
  places: [{ phase: 'primary', places: 1_080 }],
  milestones: [
    { kind: 'started', dueOn: '2026-03-01', metOn: '2026-03-09', revisions: [] },
    { kind: 'in_use', dueOn: '2027-08-31', metOn: null, revisions: [] },
  ],
}

const facts: DistrictFacts = {
  origin: 2026,
  today: '2026-11-23',
  streets: [{ code: 'luokou', name: '泺口' }],
  schools: [],
  rolls: [],
  births: [],
  dwellings: [{ id: 'd', name: '', street: 'luokou', kind: 'flat', dwellings: 500, firstYear: 2027, years: 2 }],
  yields: [],
  feeders: [],
  standards: [],
  rooms: [],
  capacity: [],
  projects: [project],
}

describe('months later', () => {
  it('is the same day, or the last of a shorter month', () => {
    expect(monthsLater('2026-08-31', 1)).toBe('2026-09-30')
    expect(monthsLater('2027-11-30', 3)).toBe('2028-02-29')
    expect(monthsLater('2026-01-15', -1)).toBe('2025-12-15')
    expect(monthsLater('2026-10-01', 26)).toBe('2028-12-01')
  })
})

describe('edits', () => {
  it('delay what is still due, and leave what is met', () => {
    const [edited] = withEdits(facts, [{ kind: 'delay', project: 'p', months: 2 }]).facts.projects
    expect(edited?.milestones.map(({ dueOn }) => dueOn)).toEqual(['2026-03-01', '2027-10-31'])
    expect(project.milestones[1]?.dueOn).toBe('2027-08-31')
  })

  it('cancel, build, move dwellings, and gather the rest', () => {
    const edited = withEdits(facts, [
      { kind: 'cancel', project: 'p' },
      { kind: 'build', street: 'luokou', phase: 'junior', places: 900, from: '2028-09-01' },
      { kind: 'housing', scheme: 'd', dwellings: 800, delayYears: 1 },
      { kind: 'births', factor: 0.9 },
      { kind: 'births', factor: 0.5 },
      { kind: 'class_size', phase: 'primary', size: 50, fromYear: 2028 },
      { kind: 'boundary', phase: 'primary', from: 'luokou', to: 'luokou', share: 0.2 },
    ])
    expect(edited.facts.projects.map(({ places }) => places)).toEqual([[{ phase: 'junior', places: 900 }]])
    expect(edited.facts.dwellings[0]).toMatchObject({ dwellings: 800, firstYear: 2028 })
    expect(edited.births).toBeCloseTo(0.45)
    expect(edited.classSizes).toHaveLength(1)
    expect(edited.boundaries).toHaveLength(1)
    expect(edited.warnings).toEqual([])
  })

  it('of something that is gone change nothing and say so', () => {
    const edited = withEdits(facts, [
      { kind: 'cancel', project: 'gone' },
      { kind: 'boundary', phase: 'primary', from: 'luokou', to: 'nowhere', share: 0.2 },
    ])
    expect(edited.facts).toEqual(facts)
    expect(edited.boundaries).toEqual([])
    expect(edited.warnings).toEqual([
      { kind: 'edit-without-object', edit: 'cancel', of: 'gone' },
      { kind: 'edit-without-object', edit: 'boundary', of: 'nowhere' },
    ])
  })
})
