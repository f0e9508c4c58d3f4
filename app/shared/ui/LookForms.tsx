import { useLocation } from '@remix-run/react'
import { pathTo } from '~/site'
import type { Look } from '../look'
import { words } from '../words'
import { Icon, type IconName } from './Icon'

interface SwitchProps {
  name: 'elder' | 'theme'
  value: string
  back: string
  icon?: IconName
  children: string
}

const Switch = ({ name, value, back, icon, children }: SwitchProps) => (
  <form method="post" action={pathTo('look')}>
    <input type="hidden" name={name} value={value} />
    <input type="hidden" name="back" value={back} />
    <button type="submit" className="mode">
      {icon && <Icon name={icon} />}
      {children}
    </button>
  </form>
)

const useBack = () => {
  const { pathname, search } = useLocation()
  return pathname + search
}

/** 深色 or 浅色. Brings the person back to the page they stand on; whole-page loads on purpose. */
export const ThemeForm = ({ look }: { look: Look }) => (
  <Switch name="theme" value={look.dark ? 'light' : 'dark'} back={useBack()} icon={look.dark ? 'sun' : 'moon'}>
    {look.dark ? words.look.light : words.look.dark}
  </Switch>
)

/** 长辈版, or the way back from it: on every page at the top right. */
export const ElderForm = ({ look }: { look: Look }) => (
  <Switch name="elder" value={look.elder ? 'off' : 'on'} back={useBack()} icon={look.elder ? undefined : 'letters'}>
    {look.elder ? words.look.standard : words.look.elder}
  </Switch>
)
