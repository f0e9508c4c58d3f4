import { Form, Link } from '@remix-run/react'
import { weekdayName } from '~/shared/day'
import { Button, Field, Icon } from '~/shared/ui'
import { pathTo } from '~/site'
import { categoryName } from '../categories'
import { words } from '../family-words'
import type { ShelfView } from '../load-shelf.server'
import { type ShelfFilters as Filters, priceFilters, shelfQuery } from '../shelf-filters'

const shelfWith = (filters: Filters, change: Partial<Filters>): string =>
  pathTo('shelf', {}, shelfQuery({ ...filters, page: 1, ...change }))

/** What stays when a form of the shelf is sent. */
const Kept = ({ filters, but }: { filters: Filters; but: readonly (keyof Filters)[] }) => (
  <>
    {Object.entries(shelfQuery({ ...filters, page: 1 })).map(
      ([name, value]) =>
        value !== undefined &&
        !but.includes(name as keyof Filters) && <input key={name} type="hidden" name={name} value={value} />,
    )}
  </>
)

export const Search = ({ filters }: { filters: Filters }) => (
  <Form className="find" action={pathTo('shelf')}>
    <Kept filters={filters} but={['q']} />
    <Icon name="search" />
    <label className="vh" htmlFor="q">
      {words.shelf.search}
    </label>
    <input
      key={filters.q}
      id="q"
      name="q"
      type="search"
      defaultValue={filters.q}
      placeholder={words.shelf.searchHint}
      maxLength={40}
      autoComplete="off"
      enterKeyHint="search"
    />
    <button type="submit">{words.shelf.searchButton}</button>
  </Form>
)

/** One press a choice; a choice made is shown and pressing it again undoes it. */
export const Chips = ({ view }: { view: ShelfView }) => {
  const { filters, child } = view
  const chips = [
    ...(child
      ? [
          {
            key: 'meant',
            label: words.shelf.meant(child.grade),
            on: filters.fit !== 'all',
            change: { fit: filters.fit === 'all' ? '' : 'all', school: '' } as const,
          },
          {
            key: 'only',
            label: words.shelf.fits,
            on: filters.fit === 'only',
            change: { fit: filters.fit === 'only' ? '' : 'only' } as const,
          },
        ]
      : []),
    { key: 'left', label: words.shelf.left, on: filters.left, change: { left: !filters.left } },
    {
      key: 'free',
      label: words.shelf.free,
      on: filters.price === 'free',
      change: { price: filters.price === 'free' ? '' : 'free' } as const,
    },
  ]
  return (
    <nav className="chips" aria-label={words.shelf.filters}>
      {chips.map(({ key, label, on, change }) => (
        <Link
          key={key}
          className="chip"
          to={shelfWith(filters, change)}
          aria-current={on ? 'true' : undefined}
          preventScrollReset
        >
          {on && <Icon name="check" />}
          {label}
        </Link>
      ))}
      {view.categories.map((key) => (
        <Link
          key={key}
          className={`chip cat-${key}`}
          to={shelfWith(filters, { category: filters.category === key ? '' : key })}
          aria-current={filters.category === key ? 'true' : undefined}
          preventScrollReset
        >
          <i />
          {categoryName(key)}
        </Link>
      ))}
    </nav>
  )
}

/** All the ways to choose, as one form. */
export const MoreFilters = ({ view }: { view: ShelfView }) => {
  const { filters } = view
  const narrowed = filters.day > 0 || filters.period > 0 || (filters.price !== '' && filters.price !== 'free')
  return (
    <details className="pickmore" open={narrowed}>
      <summary className="quiet">{words.shelf.more}</summary>
      <Form action={pathTo('shelf')} key={JSON.stringify(filters)}>
        <Kept filters={filters} but={['day', 'period', 'price', 'category']} />
        <div className="choices">
          <Field
            type="select"
            name="day"
            label={words.shelf.day}
            defaultValue={String(filters.day || '')}
            options={[
              { value: '', label: words.shelf.anyDay },
              ...[1, 2, 3, 4, 5].map((day) => ({ value: String(day), label: weekdayName(day) })),
            ]}
          />
          <Field
            type="select"
            name="period"
            label={words.shelf.period}
            defaultValue={String(filters.period || '')}
            options={[
              { value: '', label: words.shelf.anyPeriod },
              ...view.periods.map((period) => ({ value: String(period), label: words.shelf.periodName(period) })),
            ]}
          />
          <Field
            type="select"
            name="category"
            label={words.shelf.category}
            defaultValue={filters.category}
            options={[
              { value: '', label: words.shelf.anyCategory },
              ...view.categories.map((key) => ({ value: key, label: categoryName(key) })),
            ]}
          />
          <Field
            type="select"
            name="price"
            label={words.shelf.price}
            defaultValue={filters.price}
            options={priceFilters.map((price) => ({ value: price, label: words.shelf.prices[price] }))}
          />
        </div>
        <p className="acts">
          <Button tone="ghost">{words.shelf.apply}</Button>
        </p>
      </Form>
    </details>
  )
}

/** Visitors choose a school first: its courses are what their child could take. */
export const SchoolPick = ({ view }: { view: ShelfView }) => (
  <Form action={pathTo('shelf')} className="schoolpick" key={view.filters.school}>
    <Kept filters={view.filters} but={['school']} />
    <Field
      type="select"
      name="school"
      label={words.shelf.school}
      defaultValue={view.filters.school}
      options={[
        { value: '', label: words.shelf.anySchool },
        ...view.schools.map(({ id, name }) => ({ value: id, label: name })),
      ]}
    />
    <Button tone="ghost">{words.shelf.pickSchool}</Button>
  </Form>
)
