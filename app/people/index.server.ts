export { type DistrictSettings, parseDistrictSettings } from './district-settings'
export { guardiansOf } from './guardians.server'
