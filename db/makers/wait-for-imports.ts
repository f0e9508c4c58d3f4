import { patience } from '~/shared/sheet/imports.server'

/** For vitest's setupFiles: on a busy machine a page would show a file still being read; a test looks at its end. */
patience.ms = 60_000
