import { Form, Link } from '@remix-run/react'
import { Button, Field } from '~/shared/ui'
import { pathTo } from '~/site'
import { phaseWords } from '../phase-words'
import { listWords as words } from '../projects/project-list-words'
import { projectKinds, projectStages } from '../projects/project-rules'
import { isFiltered, type ProjectSearch, projectViews, queryOf } from '../projects/project-search'
import { kindWords, stageWords } from '../projects/project-words'

interface ProjectFiltersProps {
  search: ProjectSearch
  streets: readonly { id: string; name: string }[]
}

const chooseFrom = (said: Readonly<Record<string, string>>, ids: readonly string[]) => [
  { value: '', label: words.any },
  ...ids.map((id) => ({ value: id, label: said[id] ?? id })),
]

/** Four ways to look, and what to look for: links and a plain form, so that an address says it all. */
export const ProjectFilters = ({ search, streets }: ProjectFiltersProps) => {
  const field = (name: 'street' | 'kind' | 'stage' | 'phase', options: { value: string; label: string }[]) => (
    <Field
      key={`${name}-${search[name]}`}
      type="select"
      name={name}
      label={words[name]}
      defaultValue={search[name]}
      options={options}
    />
  )
  return (
    <>
      <nav className="seg" aria-label={words.viewsLabel}>
        {projectViews.map((view) => (
          <Link
            key={view}
            to={pathTo('projects', {}, queryOf(search, { view }))}
            aria-current={view === search.view ? 'page' : undefined}
          >
            {words.views[view]}
          </Link>
        ))}
      </nav>
      <Form method="get" action={pathTo('projects')} className="asking" aria-label={words.filters}>
        {search.view !== 'list' && <input type="hidden" name="view" value={search.view} />}
        {search.total !== '' && <input type="hidden" name="total" value={search.total} />}
        {search.sort !== 'state' && <input type="hidden" name="sort" value={search.sort} />}
        {field('street', [
          { value: '', label: words.any },
          ...streets.map(({ id, name }) => ({ value: id, label: name })),
        ])}
        {field('kind', chooseFrom(kindWords, projectKinds))}
        {field('stage', chooseFrom(stageWords, projectStages))}
        {field('phase', chooseFrom(phaseWords, ['kindergarten', 'primary', 'junior']))}
        <div className="acts">
          <Button tone="plain">{words.look}</Button>
          {isFiltered(search) && (
            <Link className="quiet" to={pathTo('projects', {}, { view: search.view === 'list' ? '' : search.view })}>
              {words.clear}
            </Link>
          )}
        </div>
      </Form>
    </>
  )
}
