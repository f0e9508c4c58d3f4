/** The built pages, put into the server's own bundle by Remix's Vite plugin. */
declare module 'virtual:remix/server-build' {
  export * from '@remix-run/dev/server-build'
}
