/** `npm run bench -- <name>`: each benchmark runs both sides interleaved in one process and prints ratios of medians. */
const benches: Record<string, () => Promise<{ run(): Promise<void> }>> = {
  enrol: () => import('./enrol'),
  shelf: () => import('./shelf'),
  pages: () => import('./pages'),
  roster: () => import('./roster'),
  forecast: () => import('./forecast'),
  scenario: () => import('./scenario'),
}

const wanted = process.argv[2] ?? ''
const load = benches[wanted]
if (!load) {
  console.error(`npm run bench -- ${Object.keys(benches).join(' | ')}`)
  process.exitCode = 2
} else {
  await (await load()).run()
}

export {}
