import type { FieldErrors } from '~/shared/answer.server'

interface Carried {
  login: string
  code: string
}

/** What the activation page shows next: one question a page. */
export type ActivateStep =
  | ({ step: 'slip'; errors: FieldErrors } & Carried)
  | ({ step: 'consent'; errors: FieldErrors; name: string; children: string[] } & Carried)
  | ({ step: 'password'; errors: FieldErrors; name: string; agreed: boolean } & Carried)
  /** Signed in already; only consent is missing. */
  | { step: 'agree'; errors: FieldErrors; children: string[] }
  /** Consent was refused. @property account it exists and works, only not for the children */
  | { step: 'refused'; account: boolean }
