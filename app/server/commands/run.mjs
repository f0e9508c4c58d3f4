// @ts-check
import { installWhatIsMissing } from './install.mjs'
import { fail, requireNode, runNode, toolOf } from './project.mjs'

/**
 * `node run.mjs <package>[:<command>] …`: runs a tool of the project on a fresh clone, too.
 * `node run.mjs migrations --name x` writes the migrations of both engines.
 */
const main = async () => {
  requireNode()
  await installWhatIsMissing()
  const [tool = '', ...parameters] = process.argv.slice(2)
  if (tool !== 'migrations') {
    const [name = '', command] = tool.split(':')
    return (await runNode(toolOf(name, command), parameters)).code
  }
  for (const engine of ['sqlite', 'postgres']) {
    const config = `db/drizzle.${engine}.config.ts`
    const { code } = await runNode(toolOf('drizzle-kit'), ['generate', '--config', config, ...parameters])
    if (code !== 0) return code
  }
  return 0
}

await main().then((code) => process.exit(code), fail)
