import type { HeadersFunction, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { Form, Link, useLoaderData, useLocation, useRevalidator } from '@remix-run/react'
import { answered } from '~/shared/answer.server'
import { weekdayName } from '~/shared/day'
import { readLook } from '~/shared/look'
import { ButtonLink, EmptyShelf, Icon } from '~/shared/ui'
import { pathTo } from '~/site'
import { words } from '../family-words'
import { loadShelf, type ShelfView } from '../load-shelf.server'
import { readShelfFilters, shelfQuery } from '../shelf-filters'
import { ChildTabs, FiveDays } from '../ui/ChildSwitcher'
import { Cover } from '../ui/Cover'
import { ElderDays, ElderWares } from '../ui/ElderWares'
import { FamilyPage, shapeOf, useElder } from '../ui/FamilyPage'
import { LiveSeats } from '../ui/live-seats'
import { RoundSay } from '../ui/RoundSay'
import { Chips, MoreFilters, SchoolPick, Search } from '../ui/ShelfFilters'
import { Ware } from '../ui/Ware'

export const meta: MetaFunction = ({ matches }) => [{ title: titleOf(words.shelf.title, matches) }]

const titleOf = (page: string, matches: { id: string; data?: unknown }[]): string => {
  const root = matches.find(({ id }) => id === 'root')?.data as { portalName?: string } | undefined
  return root?.portalName ? `${page} · ${root.portalName}` : page
}

export const headers: HeadersFunction = () => ({ 'Cache-Control': 'private, no-cache' })

export const loader = answered(async ({ request, context }: LoaderFunctionArgs) => {
  const { elder } = readLook(request.headers.get('Cookie'))
  return loadShelf(context, context.actor, readShelfFilters(new URL(request.url).searchParams), elder)
})

export default function ShelfPage() {
  const view = useLoaderData<typeof loader>()
  const elder = useElder()
  const sections = [...(view.aisles ?? []).flatMap(({ wares }) => wares), ...(view.grid?.wares ?? [])].map(
    ({ id }) => id,
  )
  return <LiveSeats sections={sections}>{elder ? <ElderShelf view={view} /> : <StandardShelf view={view} />}</LiveSeats>
}

const useRefreshAtOpening = (): (() => void) => {
  const { revalidate } = useRevalidator()
  // Thousands of phones reach zero together: they ask again spread over some seconds.
  return () => setTimeout(revalidate, 1_000 + Math.random() * 9_000)
}

const StandardShelf = ({ view }: { view: ShelfView }) => {
  const { child, filters } = view
  const onOpen = useRefreshAtOpening()
  return (
    <FamilyPage
      tab="shelf"
      child={child?.position}
      basket={view.basket}
      side={
        child && (
          <>
            <ChildTabs
              tabs={view.children}
              open={child.pupil}
              to={(pupil) => pathTo('shelf', {}, shelfQuery({ ...filters, child: pupil, page: 1 }))}
            />
            <FiveDays
              days={view.days}
              position={child.position}
              to={(day) => (view.aisles ? `#d${day}` : pathTo('shelf', {}, { child: child.pupil, day }))}
              current={filters.day}
              say={
                <>
                  <b>{view.say}</b> <RoundSay round={view.round} now={view.now} onOpen={onOpen} />
                </>
              }
            />
          </>
        )
      }
    >
      <h1 className={child ? 'vh' : 'title pad'}>
        {child ? words.shelf.heading(child.name) : words.shelf.publicHeading}
      </h1>
      {!child && (
        <p className="cap pad">
          <RoundSay round={view.round} now={view.now} onOpen={onOpen} />{' '}
          <Link to={pathTo('signIn', {}, { back: pathTo('shelf') })}>{words.shelf.signIn}</Link>
        </p>
      )}
      {view.schools.length > 0 && <SchoolPick view={view} />}
      <Search filters={filters} />
      <Chips view={view} />
      <MoreFilters view={view} />
      <Goods view={view} />
    </FamilyPage>
  )
}

/** Everything that can be put into the basket stands in one form, so that each card needs only its button. */
const GoodsForm = ({ children }: { children: React.ReactNode }) => {
  const { pathname, search } = useLocation()
  return (
    <Form method="post" action={pathTo('basket')} preventScrollReset replace>
      <input type="hidden" name="back" value={pathname + search} />
      {children}
    </Form>
  )
}

const Goods = ({ view }: { view: ShelfView }) => {
  const { child, filters, grid, aisles } = view
  if (!view.stocked) {
    return <EmptyShelf title={words.shelf.emptyTitle}>{words.shelf.emptyHint}</EmptyShelf>
  }
  if (grid) return <GridOf view={view} grid={grid} />
  return (
    <>
      <GoodsForm>
        {aisles?.map(({ weekday, total, note, wares }) => (
          <section key={weekday} className="shelf" id={`d${weekday}`}>
            <div className="aisle">
              <h2>{weekdayName(weekday)}</h2>
              <p>{note}</p>
              <Link to={pathTo('shelf', {}, shelfQuery({ ...filters, day: weekday }))}>
                {words.shelf.all(total)}
                <Icon name="next" />
              </Link>
            </div>
            <div className="row">
              {wares.map((ware) => (
                <Ware key={ware.id} ware={ware} child={child?.name ?? ''} pupil={child?.pupil ?? ''} />
              ))}
            </div>
          </section>
        ))}
      </GoodsForm>
      {view.chosen.length > 0 && (
        <>
          <h2 className="sub pad">{words.shelf.setTitle(view.chosen.length)}</h2>
          {view.chosen.map((day) => (
            <section key={day.weekday} className="set" id={`d${day.weekday}`}>
              <h3>{weekdayName(day.weekday)}</h3>
              <span className="thumb">
                <Cover category={day.category} seed={day.section} name={day.title} />
              </span>
              <p>
                <b>{day.title}</b>
                <br />
                {day.text}
              </p>
              <Link className="quiet" to={pathTo('shelf', {}, { child: child?.pupil, day: day.weekday })}>
                {words.shelf.change}
                <span className="vh">
                  ：{weekdayName(day.weekday)} {day.title}
                </span>
              </Link>
            </section>
          ))}
        </>
      )}
    </>
  )
}

type Grid = NonNullable<ShelfView['grid']>

const GridOf = ({ view, grid }: { view: ShelfView; grid: Grid }) => {
  const { child, filters } = view
  if (grid.total === 0) return <Nothing view={view} />
  const rows = Array.from({ length: Math.ceil(grid.wares.length / 2) }, (_, row) =>
    grid.wares.slice(row * 2, row * 2 + 2),
  )
  return (
    <GoodsForm>
      <section className="shelf grid">
        <div className="aisle">
          <h2>{filters.day > 0 ? words.shelf.dayTitle(filters.day) : words.shelf.found(grid.total)}</h2>
          <p>{filters.day > 0 ? words.shelf.found(grid.total) : ''}</p>
          <Link to={pathTo('shelf', {}, { child: child?.pupil, school: filters.school })}>{words.shelf.clear}</Link>
        </div>
        <div className="boards">
          {rows.map((pair) => (
            <div key={pair[0]?.id} className="row">
              {pair.map((ware) => (
                <Ware key={ware.id} ware={ware} child={child?.name ?? ''} pupil={child?.pupil ?? ''} />
              ))}
            </div>
          ))}
        </div>
      </section>
      <Pages view={view} grid={grid} />
    </GoodsForm>
  )
}

const Nothing = ({ view }: { view: ShelfView }) => {
  const { filters, child } = view
  return (
    <EmptyShelf
      title={words.shelf.nothing(filters.q)}
      action={
        <>
          {child && filters.fit !== 'all' && (
            <p>
              <Link className="quiet" to={pathTo('shelf', {}, shelfQuery({ ...filters, fit: 'all', page: 1 }))}>
                {words.shelf.wholeSchool}
              </Link>
            </p>
          )}
          <ButtonLink to={pathTo('shelf', {}, { child: child?.pupil, school: filters.school })}>
            {words.shelf.backToShelf}
          </ButtonLink>
        </>
      }
    >
      {words.shelf.nothingHint}
    </EmptyShelf>
  )
}

const Pages = ({ view: { filters }, grid }: { view: ShelfView; grid: Grid }) => {
  if (grid.pages < 2) return null
  const at = (page: number): string => pathTo('shelf', {}, shelfQuery({ ...filters, page }))
  return (
    <nav className="pages" aria-label={words.shelf.page(grid.page, grid.pages)}>
      {grid.page > 1 ? (
        <Link className="quiet" to={at(grid.page - 1)}>
          {words.shelf.previous}
        </Link>
      ) : (
        <span />
      )}
      <span className="cap">{words.shelf.page(grid.page, grid.pages)}</span>
      {grid.page < grid.pages ? (
        <Link className="quiet" to={at(grid.page + 1)}>
          {words.shelf.next}
        </Link>
      ) : (
        <span />
      )}
    </nav>
  )
}

const ElderShelf = ({ view }: { view: ShelfView }) => {
  const { child, filters, grid } = view
  const onOpen = useRefreshAtOpening()
  const day = view.days.find(({ weekday }) => weekday === filters.day)
  const rest = grid ? grid.total - (grid.page - 1) * 24 - grid.wares.length : 0
  return (
    <FamilyPage
      tab="shelf"
      child={child?.position}
      basket={view.basket}
      side={
        child && (
          <>
            <ChildTabs
              tabs={view.children}
              open={child.pupil}
              to={(pupil) => pathTo('shelf', {}, { child: pupil, day: filters.day })}
            />
            <section className={`fivebox c${shapeOf(child.position)}`}>
              <h1>
                {filters.day > 0 ? words.elder.question(child.name, filters.day) : words.shelf.heading(child.name)}
              </h1>
              <p className="say">
                {day?.state === 'course' ? words.elder.chosenDay(day.title) : words.elder.noNeed}
                <br />
                <RoundSay round={view.round} now={view.now} onOpen={onOpen} />
              </p>
            </section>
          </>
        )
      }
    >
      {!child && (
        <>
          <h1 className="title pad">{words.shelf.publicHeading}</h1>
          <p className="pad">
            <Link className="quiet" to={pathTo('signIn', {}, { back: pathTo('shelf') })}>
              {words.shelf.signIn}
            </Link>
          </p>
        </>
      )}
      {view.schools.length > 0 && <SchoolPick view={view} />}
      <ElderDays view={view} child={child} />
      {grid && grid.total > 0 ? (
        <GoodsForm>
          <ElderWares wares={grid.wares} child={child} />
        </GoodsForm>
      ) : (
        <Nothing view={view} />
      )}
      {grid && rest > 0 && (
        <p className="pad acts">
          <ButtonLink tone="ghost" wide to={pathTo('shelf', {}, shelfQuery({ ...filters, page: grid.page + 1 }))}>
            {words.elder.more(rest)}
          </ButtonLink>
        </p>
      )}
      <Search filters={filters} />
    </FamilyPage>
  )
}
