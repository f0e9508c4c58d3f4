import { Link } from '@remix-run/react'
import type { ReactNode } from 'react'
import { type PlaceName, pathTo } from '~/site'
import type { Look } from '../look'
import { useRootData } from '../root-data'
import { words } from '../words'
import { Icon, type IconName, Logo } from './Icon'
import { ElderForm, ThemeForm } from './LookForms'

export interface Hotline {
  number: string
  /** When somebody answers. */
  hours?: string
}

type FamilyTab = 'shelf' | 'week' | 'pickup' | 'family' | 'basket'

export interface FamilyShellProps {
  look: Look
  /** The district is a demo: the banner stands on every page. */
  demo?: boolean
  hotline?: Hotline
  /** The tab that is lit; none on pages that belong to no tab. */
  tab?: FamilyTab
  /** In place of the brand on pages that lie deeper. */
  back?: { to: string; label: string }
  /** Position of the open child (1–4): colours shelf, lanes and sheet. */
  child?: number
  /** What is in the basket, beside 已选 in elder mode. */
  picked?: number
  /** Switcher and five days: first on a phone, a left column from 1100 px. */
  side?: ReactNode
  /** A <Dock>: above the tabs on a phone, a right column from 1100 px. */
  dock?: ReactNode
  /** One narrow column also on a wide screen: signing in, checking the answers, a confirmation. */
  slim?: boolean
  /** Pages before signing in need no tabs. */
  tabs?: boolean
  children: ReactNode
}

const tabsOf = (elder: boolean, picked: number): [FamilyTab & PlaceName, string, IconName][] =>
  elder
    ? [
        ['shelf', words.nav.elderShelf, 'shelf'],
        ['week', words.nav.week, 'calendar'],
        ['basket', picked > 0 ? `${words.nav.picked} ${picked}` : words.nav.picked, 'bag'],
      ]
    : [
        ['shelf', words.nav.shelf, 'shelf'],
        ['week', words.nav.week, 'calendar'],
        ['pickup', words.nav.pickup, 'hold'],
        ['family', words.nav.home, 'home'],
      ]

/** The frame of every page that families see. */
export const FamilyShell = (props: FamilyShellProps) => {
  const { look, demo, hotline, tab, back, child, picked = 0, side, dock, slim, tabs = true, children } = props
  return (
    <div className={['page', slim && 'slim', child && `c${child}`].filter(Boolean).join(' ')}>
      <a className="skip" href="#main">
        {words.skip}
      </a>
      {demo && (
        <aside className="demo" aria-label={words.demoLabel}>
          {words.demo}
        </aside>
      )}
      <header className="top">
        {back ? (
          <Link className="backto" to={back.to}>
            <Icon name="back" />
            {back.label}
          </Link>
        ) : (
          <Link className="brand" to={pathTo('shelf')}>
            <Logo />
            <b>{words.portal}</b>
          </Link>
        )}
        <div className="tools">
          <AccountLink />
          <ElderForm look={look} />
        </div>
      </header>
      <main id="main" tabIndex={-1} className={side ? 'main aside' : 'main'}>
        {side && <div className="side">{side}</div>}
        <div className="mid">{children}</div>
      </main>
      <Help hotline={hotline}>
        <nav aria-label={words.nav.district}>
          <Link className="quiet" to={pathTo('publicProjects')}>
            {words.nav.projects}
          </Link>
          <Link className="quiet" to={pathTo('streets')}>
            {words.nav.streets}
          </Link>
        </nav>
        <ThemeForm look={look} />
      </Help>
      {(tabs || dock) && (
        <div className="dock">
          {dock}
          {tabs && (
            <nav className="tabs" aria-label={words.nav.label}>
              {tabsOf(look.elder, picked).map(([place, label, icon]) => (
                <Link key={place} to={pathTo(place)} aria-current={place === tab ? 'page' : undefined}>
                  <Icon name={icon} />
                  <span>{label}</span>
                </Link>
              ))}
            </nav>
          )}
        </div>
      )}
    </div>
  )
}

/** The way in for a stranger; for others their own page, or what they have not read yet. */
const AccountLink = () => {
  const root = useRootData()
  if (!root) return null
  const unread = root.person?.unread ?? 0
  const [place, icon, label]: [PlaceName & ('signIn' | 'notices' | 'me'), IconName, string] = !root.person
    ? ['signIn', 'person', words.account.signIn]
    : unread > 0
      ? ['notices', 'bell', words.account.unread(unread)]
      : ['me', 'person', words.account.me]
  return (
    <Link className="mode" to={pathTo(place)}>
      <Icon name={icon} />
      {label}
    </Link>
  )
}

/** The foot of every page: whom to ring. */
export const Help = ({ hotline, children }: { hotline?: Hotline; children?: ReactNode }) => (
  <footer className="foot">
    {hotline && (
      <p>
        {words.help} <a href={`tel:${hotline.number.replace(/[^\d+]/g, '')}`}>{hotline.number}</a>
        {hotline.hours && (
          <>
            <br />
            {hotline.hours}
          </>
        )}
      </p>
    )}
    {children}
  </footer>
)

interface DockProps {
  /** What it is, for those who hear the page. */
  label: string
  /** The line that counts: badges and numbers. */
  summary: ReactNode
  /** The small line below it. */
  small?: ReactNode
  /** Items of a list that only a wide screen has room for: `<li>`s. */
  lines?: ReactNode
  /** The one green action. */
  action: ReactNode
  /** `bright` for a single choice on a course's page, dark for the basket. */
  tone?: 'dark' | 'bright'
}

/** What waits above the tabs: a sum and one action. */
export const Dock = ({ label, summary, small, lines, action, tone = 'dark' }: DockProps) =>
  tone === 'bright' ? (
    <section className="choose" aria-label={label}>
      <div className="who">
        {summary}
        {small && <small>{small}</small>}
      </div>
      {action}
    </section>
  ) : (
    <section className="basket" aria-label={label}>
      <div className="sum">
        <span className="pair">{summary}</span>
        {small && <small>{small}</small>}
      </div>
      {lines && <ul className="lines">{lines}</ul>}
      {action}
    </section>
  )
