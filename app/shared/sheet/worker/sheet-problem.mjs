// @ts-check

/** Why a file cannot be taken: a code of shared/refusal.ts with the facts of its sentence. */
export class SheetProblem extends Error {
  /** @param {string} code @param {Record<string, string | number>} [facts] */
  constructor(code, facts = {}) {
    super(code)
    this.code = code
    this.facts = facts
  }
}
