import { Link } from '@remix-run/react'
import type { ReactNode } from 'react'
import { useRootData } from '~/shared/root-data'
import { ButtonLink, Dock, FamilyShell, type FamilyShellProps, KidBadge } from '~/shared/ui'
import { pathTo } from '~/site'
import type { BasketSummary } from '../basket-summary.server'
import { words } from '../family-words'

/** The character in a child's badge: 小禾 → 禾. */
export const markOf = (name: string): string => [...name].at(-1) ?? ''

/** One of the four colours and shapes; a fifth child starts over. */
export const shapeOf = (position: number): number => ((Math.max(1, position) - 1) % 4) + 1

export const Kid = ({ name, position, small = false }: { name: string; position: number; small?: boolean }) => (
  <KidBadge position={shapeOf(position)} mark={markOf(name)} small={small} />
)

/** True where the page is set for elders; false until the root has loaded. */
export const useElder = (): boolean => useRootData()?.look.elder ?? false

type Shell = Omit<FamilyShellProps, 'look' | 'demo' | 'hotline' | 'picked' | 'children'>

/** The frame of a family page: what the root knows, and the basket above the tabs. */
export const FamilyPage = ({
  basket = null,
  children,
  child,
  ...shell
}: Shell & { basket?: BasketSummary | null; children: ReactNode }) => {
  const root = useRootData()
  const family = root?.person?.roles.includes('guardian') ?? false
  return (
    <FamilyShell
      tabs={family}
      dock={basket ? <BasketBar basket={basket} elder={root?.look.elder ?? false} /> : undefined}
      {...shell}
      child={child ? shapeOf(child) : undefined}
      look={root?.look ?? { elder: false, dark: false }}
      demo={root?.demo ?? false}
      hotline={root?.hotline ? { number: root.hotline } : undefined}
      picked={basket?.lines.length ?? 0}
    >
      {children}
    </FamilyShell>
  )
}

const BasketBar = ({ basket, elder }: { basket: BasketSummary; elder: boolean }) => (
  <Dock
    label={words.nav.basket}
    summary={basket.children.map(({ name, position, courses }) => (
      <span key={name} className="pair">
        <Kid name={name} position={position} small />
        <b>{courses}</b> {words.basket.courses}
      </span>
    ))}
    small={
      basket.fixes > 0
        ? words.basket.barFix(basket.fixes)
        : elder
          ? words.section.perTerm(basket.feeFen)
          : words.basket.sum(basket.feeFen)
    }
    lines={basket.lines.map(({ name, position, title, section }) => (
      <li key={`${name} ${section}`}>
        <Kid name={name} position={position} small />
        <Link to={pathTo('section', { section })}>{title}</Link>
      </li>
    ))}
    action={<ButtonLink to={pathTo('basket')}>{basket.fixes > 0 ? words.basket.barGo : words.basket.bar}</ButtonLink>}
  />
)
