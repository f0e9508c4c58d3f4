import { useRouteLoaderData } from '@remix-run/react'
import type { Look } from './look'

/** What every page knows; loaded by root.tsx. */
export interface RootData {
  portalName: string
  /** The district's name. */
  district: string
  /** The bureau's telephone. */
  hotline: string
  /** The demo district is loaded: every page says so. */
  demo: boolean
  look: Look
  /** Null without signing in. */
  person: {
    name: string
    roles: readonly ('guardian' | 'teacher' | 'school_admin' | 'officer')[]
    children: number
    /** Notices not read yet. */
    unread: number
  } | null
}

/** Undefined only where the root itself could not be loaded (an error page). */
export const useRootData = (): RootData | undefined => useRouteLoaderData('root') as RootData | undefined
