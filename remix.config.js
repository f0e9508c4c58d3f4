/**
 * The one place of Remix options; vite.config.ts passes them to the plugin.
 * Routes come from app/site.ts by way of app/routes.ts.
 * @type {import('@remix-run/dev').VitePluginConfig}
 */
export default {
  appDirectory: 'app',
  buildDirectory: 'build',
  serverModuleFormat: 'esm',
  future: {
    v3_fetcherPersist: true,
    v3_relativeSplatPath: true,
    v3_throwAbortReason: true,
    v3_routeConfig: true,
    v3_singleFetch: true,
    // Its manifest endpoint lets a stranger make the server work for nothing.
    v3_lazyRouteDiscovery: false,
  },
}
