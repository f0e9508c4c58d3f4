import type { ReactNode } from 'react'
import { useRootData } from '~/shared/root-data'
import { FamilyShell, type FamilyShellProps, KidBadge } from '~/shared/ui'

/** One of the four colours and shapes; a fifth child starts over. */
export const shapeOf = (position: number): number => ((Math.max(1, position) - 1) % 4) + 1

/** The badge of a child: 小禾 → 禾. */
export const Kid = ({ name, position, small = false }: { name: string; position: number; small?: boolean }) => (
  <KidBadge position={shapeOf(position)} mark={[...name].at(-1) ?? ''} small={small} />
)

/** The frame of this room's family pages: one narrow column. */
export const FamilyDays = ({
  tab,
  back,
  children,
}: Pick<FamilyShellProps, 'tab' | 'back'> & { children: ReactNode }) => {
  const root = useRootData()
  return (
    <FamilyShell
      slim
      {...(tab ? { tab } : {})}
      {...(back ? { back } : {})}
      tabs={root?.person?.roles.includes('guardian') ?? false}
      look={root?.look ?? { elder: false, dark: false }}
      demo={root?.demo ?? false}
      {...(root?.hotline ? { hotline: { number: root.hotline } } : {})}
    >
      <div className="pad">{children}</div>
    </FamilyShell>
  )
}

/** What is agreed to, line by line, as it is kept by its hash. */
export const Agreement = ({ lines }: { lines: readonly string[] }) => (
  <ul className="agreed">
    {lines.map((line) => (
      <li key={line}>{line}</li>
    ))}
  </ul>
)
