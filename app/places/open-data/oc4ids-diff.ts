import { isDay } from '~/shared/day'
import { milestoneKinds } from '../projects/milestone-rules'
import { kindWords, milestoneWords, stageWords } from '../projects/project-words'
import { kindOfType, metricOf, type Status, stageOfStatus, type Type } from './oc4ids-codes'
import { diffWords as words } from './oc4ids-words'
import { isObject, type Json, type JsonObject, sameJson } from './plain-json'

/** Two states of a project, field by field, as a person reads them. Pure. */

export interface FieldChange {
  /** What it is in words; the place in the file where no word is known. */
  name: string
  /** '' where nothing was, or nothing will be. */
  was: string
  now: string
}

/** When something was said says nothing by itself. */
const SILENT = new Set(['updated', 'dateModified'])

interface Leaf {
  at: string
  value: string
}

const MOST_SHOWN = 120

const shown = (text: string): string => {
  const plain = text.replace(/\s+/gu, ' ')
  return [...plain].length > MOST_SHOWN ? `${[...plain].slice(0, MOST_SHOWN).join('')}…` : plain
}

const DAY_START = /^(\d{4}-\d{2}-\d{2})T00:00:00\+08:00$/u

const spoken = (at: string, value: Json): string => {
  if (at === 'status') return stageWords[stageOfStatus[value as Status]] ?? String(value)
  if (at === 'type') return kindWords[kindOfType[value as Type]] ?? String(value)
  if (typeof value === 'number') return value.toLocaleString('en-US', { maximumFractionDigits: 8 })
  if (typeof value !== 'string') return JSON.stringify(value)
  const day = DAY_START.exec(value)?.[1]
  return day && isDay(day) ? day : value
}

/** Every plain value with its place; items of lists are told by their ids where they have them. */
const leavesOf = (value: Json, at: string): Leaf[] => {
  if (Array.isArray(value)) {
    if (value.every((item) => !isObject(item))) return [{ at, value: value.map((item) => spoken(at, item)).join('、') }]
    return value.flatMap((item, i) =>
      leavesOf(item, `${at}[${isObject(item) && typeof item.id === 'string' ? item.id : i}]`),
    )
  }
  if (!isObject(value)) return [{ at, value: spoken(at, value) }]
  return Object.entries(value).flatMap(([name, item]) =>
    SILENT.has(name) ? [] : leavesOf(item, at === '' ? name : `${at}.${name}`),
  )
}

const named: Record<string, string> = {
  ...words.names,
  ...Object.fromEntries(
    milestoneKinds.flatMap((kind) => [
      [`milestones[${kind}].dueDate`, words.due(milestoneWords[kind])],
      [`milestones[${kind}].dateMet`, words.met(milestoneWords[kind])],
    ]),
  ),
  ...Object.fromEntries(
    (['kindergarten', 'primary', 'junior'] as const).flatMap((phase) => [
      [`forecasts[${metricOf(phase)}].observations[places].measure`, words.places(phase)],
      [`forecasts[${metricOf(phase)}].observations[classes].measure`, words.classes(phase)],
    ]),
  ),
}

/** Written by the portal from other fields: they change with those and are not told twice. */
const DERIVED =
  /^(?:period|implementationPeriod|completion)\.|^metrics\[places-|^milestones\[\w+\]\.(?:id|title|code|status)$|^(?:forecasts\[places-\w+\]\.(?:id|title|observations\[\w+\]\.(?:id|unit|dimensions)))|^publicAuthority\.|^parties\[\d+\]|\.(?:region|countryName)$|^locations\[site\]\.(?:id|gazetteer\.scheme|geometry\.type)$|^(?:id|language|sector)$|\.amount\.currency$/u

/**
 * What will be otherwise. @param before null for a project that is new: then only what a person looks for is told.
 */
export const fieldChanges = (before: JsonObject | null, after: JsonObject): FieldChange[] => {
  const old = new Map(before ? leavesOf(before, '').map(({ at, value }) => [at, value]) : [])
  const news = new Map(leavesOf(after, '').map(({ at, value }) => [at, value]))
  const places = [...new Set([...old.keys(), ...news.keys()])]
  const changed = places.filter((at) => old.get(at) !== news.get(at))
  const told = changed.filter((at) => (before ? !DERIVED.test(at) || named[at] : named[at]))
  return (told.length > 0 || !before ? told : changed).map((at) => ({
    name: named[at] ?? at,
    was: shown(old.get(at) ?? ''),
    now: shown(news.get(at) ?? ''),
  }))
}

const quiet = (value: Json): Json => {
  if (Array.isArray(value)) return value.map(quiet)
  if (!isObject(value)) return value
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, item]): [string, Json][] => (SILENT.has(name) ? [] : [[name, quiet(item)]])),
  )
}

/** True where two states differ in nothing but when they were said. */
export const saysTheSame = (before: JsonObject, after: JsonObject): boolean => sameJson(quiet(before), quiet(after))
