import type { ReactNode } from 'react'
import { useRootData } from '~/shared/root-data'
import { FamilyShell } from '~/shared/ui'

/** The frame of what families read about places: one narrow column. */
export const FamilyPlacesPage = ({ back, children }: { back?: { to: string; label: string }; children: ReactNode }) => {
  const root = useRootData()
  return (
    <FamilyShell
      slim
      tabs={root?.person?.roles.includes('guardian') ?? false}
      back={back}
      look={root?.look ?? { elder: false, dark: false }}
      demo={root?.demo}
      hotline={root?.hotline ? { number: root.hotline } : undefined}
    >
      <div className="pad">{children}</div>
    </FamilyShell>
  )
}
