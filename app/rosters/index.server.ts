export { applyRoster } from './apply-roster.server'
export { previewRoster } from './preview-roster.server'
