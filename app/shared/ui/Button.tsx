import { Link, type LinkProps } from '@remix-run/react'
import type { ButtonHTMLAttributes } from 'react'

/** `act` the one green action · `ghost` beside it · `plain`, `go`, `bad` on the desk · `quiet` looks like a link */
type Tone = 'act' | 'ghost' | 'plain' | 'go' | 'bad' | 'quiet'

interface Looks {
  tone?: Tone
  /** As wide as its column. */
  wide?: boolean
}

const classes: Record<Tone, string> = {
  act: 'act',
  ghost: 'act ghost',
  plain: 'btn',
  go: 'btn go',
  bad: 'btn bad',
  quiet: 'quiet',
}

const classOf = ({ tone = 'act', wide }: Looks, more = ''): string =>
  [classes[tone], wide && 'wide', more].filter(Boolean).join(' ')

/** A button; submits its form unless told otherwise. Its words are a verb with an object. */
export const Button = ({ tone, wide, className, ...rest }: Looks & ButtonHTMLAttributes<HTMLButtonElement>) => (
  <button {...rest} className={classOf({ tone, wide }, className)} />
)

/** A link that looks like a button. */
export const ButtonLink = ({ tone, wide, className, ...rest }: Looks & LinkProps) => (
  <Link {...rest} className={classOf({ tone, wide }, className)} />
)
