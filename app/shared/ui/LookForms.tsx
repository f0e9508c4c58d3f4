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

/** 长辈版 and 深色: two small forms that bring the person back to the page they stand on. Whole-page loads on purpose. */
export const LookForms = ({ look }: { look: Look }) => {
  const { pathname, search } = useLocation()
  const back = pathname + search
  return (
    <>
      <Switch
        name="theme"
        value={look.dark ? 'light' : 'dark'}
        back={back}
        icon={look.elder ? undefined : look.dark ? 'sun' : 'moon'}
      >
        {look.dark ? words.look.light : words.look.dark}
      </Switch>
      <Switch name="elder" value={look.elder ? 'off' : 'on'} back={back} icon={look.elder ? undefined : 'letters'}>
        {look.elder ? words.look.standard : words.look.elder}
      </Switch>
    </>
  )
}
