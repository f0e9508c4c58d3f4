/** The rooms of the house and the doors between them; see docs/decisions. */

const rooms = '(?:courses|places|days|surveys|messages|indicators|people|money|rosters)'
const testFiles = '[.](?:test|spec)[.]tsx?$'

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: 'no-cycles',
      comment: 'Two files that need each other are one file, or three. Types, and what is loaded later, do no harm.',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only', 'dynamic-import'] } },
    },
    {
      name: 'rooms-through-the-door',
      comment: "A room uses another room only through its index.ts or index.server.ts; people's, too.",
      severity: 'error',
      from: { path: `^app/(${rooms})/`, pathNot: testFiles },
      to: { path: `^app/${rooms}/`, pathNot: ['^app/$1/', `^app/${rooms}/index(?:[.]server)?[.]ts$`] },
    },
    {
      name: 'outside-through-the-door',
      comment: 'Server, root and benchmarks use a room through its index, too.',
      severity: 'error',
      from: { path: '^(?:app/(?:server/|root[.]tsx|entry)|bench/)', pathNot: testFiles },
      to: { path: `^app/${rooms}/`, pathNot: `^app/${rooms}/index(?:[.]server)?[.]ts$` },
    },
    {
      name: 'rooms-know-no-server',
      comment: 'What a room gets from the server is the type of the load context.',
      severity: 'error',
      from: { path: `^app/(?:${rooms}|shared)/`, pathNot: testFiles },
      to: { path: '^app/server/', pathNot: '^app/server/load-context[.]ts$' },
    },
    {
      name: 'shared-knows-no-room',
      severity: 'error',
      from: { path: '^app/shared/', pathNot: testFiles },
      to: { path: `^app/${rooms}/` },
    },
    {
      name: 'db-knows-no-app',
      comment: 'The store stands alone. What fills a database, and the makers, may use the rooms’ rules.',
      severity: 'error',
      from: { path: '^db/', pathNot: ['^db/(?:seed|install-empty|makers/)', testFiles] },
      to: { path: '^app/' },
    },
    {
      name: 'service-uses-no-makers',
      comment: 'Makers are for seed, tests, journeys and benchmarks.',
      severity: 'error',
      from: { path: '^app/', pathNot: [testFiles, '^app/server/commands/'] },
      to: { path: '^db/makers/' },
    },
    {
      name: 'rules-are-pure',
      comment: 'Rules, forms and the table of contents run anywhere: no database, no server file, no Node.',
      severity: 'error',
      from: { path: '(?:-rules|-form)[.]ts$|^app/site[.]ts$|^app/site/' },
      to: { path: '^db/|[.]server[.]tsx?$', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'rules-without-node',
      severity: 'error',
      from: { path: '(?:-rules|-form)[.]ts$|^app/site[.]ts$|^app/site/' },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'ui-without-server',
      comment: 'Components run in the browser.',
      severity: 'error',
      from: { path: '^app/[^/]+/ui/', pathNot: testFiles },
      to: { path: '[.]server[.]tsx?$|^db/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'resolvable',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true, pathNot: '^virtual:' },
    },
    {
      name: 'service-without-tools',
      comment: 'What the running portal needs is a dependency, not a development one.',
      severity: 'error',
      from: {
        path: '^(?:app|db)/',
        pathNot: [testFiles, '^app/(?:routes[.]ts|server/commands/)', '^db/(?:makers/|drizzle)'],
      },
      to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'] },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(?:build|data)/' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.js', '.mjs', '.cjs', '.json'],
    },
  },
}
