import { patience as planning } from '~/places/runs/planning-work.server'
import { patience as imports } from '~/shared/sheet/imports.server'

/** For vitest's setupFiles: on a busy machine a page would show work still under way; a test looks at its end. */
imports.ms = 60_000
planning.ms = 60_000
