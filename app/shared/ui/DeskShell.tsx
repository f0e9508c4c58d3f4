import { Link } from '@remix-run/react'
import type { ReactNode } from 'react'
import { pathTo } from '~/site'
import type { Look } from '../look'
import { useRootData } from '../root-data'
import { words } from '../words'
import { Help, type Hotline } from './FamilyShell'
import { Icon, Logo } from './Icon'
import { ElderForm, ThemeForm } from './LookForms'

export interface DeskShellProps {
  look: Look
  demo?: boolean
  hotline?: Hotline
  /** Whose desk: the school's or the bureau's name. */
  room: string
  /** The rooms of this desk; `current` is lit. */
  places: { to: string; label: string; current?: boolean }[]
  /** Who sits here; links to their own page. */
  person: string
  /** The finding, not the topic. */
  title: ReactNode
  /** The line below the title. */
  lead?: ReactNode
  /** Buttons at the right of the title. */
  actions?: ReactNode
  children: ReactNode
}

/** The frame of the desk: one dark bar of rooms, then work. Pages that use it link desk.css after portal.css. */
export const DeskShell = (props: DeskShellProps) => {
  const { look, demo, hotline, room, places, person, title, lead, actions, children } = props
  const unread = useRootData()?.person?.unread ?? 0
  return (
    <div className="desk">
      <a className="skip" href="#main">
        {words.skip}
      </a>
      <header className="dtop">
        <Link className="brand" to={pathTo('shelf')} aria-label={words.portal}>
          <Logo />
          <b>{words.portal}</b>
        </Link>
        <span className="room">{room}</span>
        <nav aria-label={words.desk.nav}>
          {places.map(({ to, label, current }) => (
            <Link key={to} to={to} aria-current={current ? 'page' : undefined}>
              {label}
            </Link>
          ))}
        </nav>
        <div className="tools">
          <ThemeForm look={look} />
          <ElderForm look={look} />
          <Link className="mode me" to={pathTo('me')}>
            {person}
          </Link>
          {unread > 0 && (
            <Link className="mode" to={pathTo('notices')}>
              <Icon name="bell" />
              {words.account.unread(unread)}
            </Link>
          )}
          <form method="post" action={pathTo('signOut')}>
            <button type="submit" className="mode">
              {words.desk.signOut}
            </button>
          </form>
        </div>
      </header>
      {demo && (
        <aside className="demo" aria-label={words.demoLabel}>
          {words.demo}
        </aside>
      )}
      <main id="main" tabIndex={-1} className="dmain">
        <div className="dhead">
          <div>
            <h1>{title}</h1>
            {lead && <p>{lead}</p>}
          </div>
          {actions && <div className="acts">{actions}</div>}
        </div>
        {children}
      </main>
      <Help hotline={hotline} />
    </div>
  )
}
