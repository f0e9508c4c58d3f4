import type { RouteConfig } from '@remix-run/route-config'
import { index, route } from '@remix-run/route-config'
import { type Place, site } from './site'

/** Remix's routes are site.ts, read out. The id of a route is its name there. */
export default Object.entries(site as Record<string, Place>).map(([name, entry]) =>
  entry.path === '/' ? index(entry.file, { id: name }) : route(entry.path.slice(1), entry.file, { id: name }),
) satisfies RouteConfig
