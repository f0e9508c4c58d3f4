import type { ReactNode } from 'react'
import { useRootData } from '~/shared/root-data'
import { FamilyShell } from '~/shared/ui'

/** The frame of pages about the person: one narrow column; tabs for families. */
export const PersonPage = ({
  back,
  tabs = false,
  children,
}: {
  back?: { to: string; label: string }
  /** With the family's tabs, where the person is family. */
  tabs?: boolean
  children: ReactNode
}) => {
  const root = useRootData()
  return (
    <FamilyShell
      slim
      tabs={tabs && (root?.person?.roles.includes('guardian') ?? false)}
      back={back}
      look={root?.look ?? { elder: false, dark: false }}
      demo={root?.demo}
      hotline={root?.hotline ? { number: root.hotline } : undefined}
    >
      <div className="pad">{children}</div>
    </FamilyShell>
  )
}
