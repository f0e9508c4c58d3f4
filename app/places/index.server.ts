export { failStaleWorks, planningAtRest } from './runs/planning-work.server'
