import { it } from 'vitest'

/**
 * A test that reckons a published figure again from its rows, another way than the portal does. The journeys read these
 * names from the test files: a figure that stands on a page without one fails them.
 * @param figure the `name` of the Figure, written as a literal.
 */
export const recomputes = (figure: string, body: () => Promise<void> | void): void => {
  it(`recomputes the figure ${figure}`, body)
}
