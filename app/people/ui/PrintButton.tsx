import { useEffect, useState } from 'react'
import { Button, Icon } from '~/shared/ui'

/** Opens the browser's print window; without JavaScript it is not there, and the page says which keys to press. */
export const PrintButton = ({ children }: { children: string }) => {
  const [ready, setReady] = useState(false)
  useEffect(() => setReady(true), [])
  if (!ready) return null
  return (
    <Button type="button" tone="go" onClick={() => window.print()}>
      <Icon name="print" />
      {children}
    </Button>
  )
}
