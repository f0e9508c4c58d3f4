// @ts-check
import { parentPort } from 'node:worker_threads'
import { simulateArea } from './simulate-areas.mjs'

/** Simulates the areas it is sent, one after another, and waits for more. */

/** @typedef {import('./simulate-areas.mjs').SimulatedArea} SimulatedArea */

parentPort?.on(
  'message',
  (/** @type {{ area: SimulatedArea, wanted: Parameters<typeof simulateArea>[1] }} */ { area, wanted }) => {
    parentPort?.postMessage(simulateArea(area, wanted))
  },
)
