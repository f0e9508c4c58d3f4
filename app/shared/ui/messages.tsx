import type { ReactNode } from 'react'
import { Icon, type IconName } from './Icon'

interface SaidProps {
  title: ReactNode
  children?: ReactNode
  icon?: IconName
}

const insetIcons = { warn: 'dots', info: 'info', ok: 'check' } as const

/** Something that belongs to the line above it: a waiting place, a change. */
export const Inset = ({ title, children, icon, tone = 'warn' }: SaidProps & { tone?: keyof typeof insetIcons }) => (
  <div className={`inset ${tone}`}>
    <Icon name={icon ?? insetIcons[tone]} />
    <div>
      <b>{title}</b>
      {children}
    </div>
  </div>
)

/** Something to know before deciding: an allergy, a filing. */
export const Note = ({ title, children, icon, tone = 'warn' }: SaidProps & { tone?: 'warn' | 'ok' }) => (
  <div className={tone === 'ok' ? 'note ok' : 'note'}>
    <Icon name={icon ?? (tone === 'ok' ? 'shield' : 'warning')} />
    <div>
      <b>{title}</b>
      {children}
    </div>
  </div>
)

interface OopsProps {
  /** What happened. */
  title: ReactNode
  /** What is safe. */
  children?: ReactNode
  /** One way on. */
  action?: ReactNode
  /** `wait` when patience is all it takes. */
  tone?: 'bad' | 'wait'
  /** A number to tell on the phone. */
  number?: string
  /** h1 where it is the whole page. */
  whole?: boolean
}

/** What happened, what is safe, one way on. */
export const Oops = ({ title, children, action, tone = 'bad', number, whole }: OopsProps) => {
  const Head = whole ? 'h1' : 'h2'
  return (
    <section className={tone === 'wait' ? 'oops wait' : 'oops'} role="alert">
      <Head>{title}</Head>
      {children && <p>{children}</p>}
      {number && <p className="cap">{number}</p>}
      {action}
    </section>
  )
}

/** A bare board with dashed goods: what is not there, what else there is, one link. */
export const EmptyShelf = ({
  title,
  children,
  action,
}: {
  title: ReactNode
  children?: ReactNode
  action?: ReactNode
}) => (
  <>
    <div className="ghosts" aria-hidden="true">
      <i />
      <i />
      <i />
    </div>
    <section className="blank">
      <h2>{title}</h2>
      {children && <p>{children}</p>}
      {action}
    </section>
  </>
)

interface ConfirmationProps {
  /** The page's h1: what is done, counted. */
  title: ReactNode
  /** When, and who was told. */
  small?: ReactNode
  /** A <Qr> of the number. */
  qr?: ReactNode
  numberLabel: string
  number: string
  /** What to do with it. */
  keep?: ReactNode
}

/** The slip to keep after something was done. */
export const Confirmation = ({ title, small, qr, numberLabel, number, keep }: ConfirmationProps) => (
  <>
    <section className="done">
      <p className="big">
        <Icon name="check" />
      </p>
      <h1>{title}</h1>
      {small && <p>{small}</p>}
    </section>
    <section className="slip">
      {qr && <div className="qrbox">{qr}</div>}
      <div>
        <p className="cap">{numberLabel}</p>
        <p className="ref">{number}</p>
        {keep && <p className="cap">{keep}</p>}
      </div>
    </section>
  </>
)
