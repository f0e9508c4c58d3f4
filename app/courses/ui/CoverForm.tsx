import { Form } from '@remix-run/react'
import { Button, FileField } from '~/shared/ui'
import { pathTo } from '~/site'
import { coverWords as words } from '../covers/cover-words'
import { coverCategory } from '../ware-view'
import { Cover } from './Cover'

interface CoverFormProps {
  section: string
  title: string
  category: string
  cover: string | null
  error?: string | undefined
}

const MOST_MB = 8

/** The cover as it is, another photograph, or back to the drawn one. */
export const CoverForm = ({ section, title, category, cover, error }: CoverFormProps) => {
  const action = pathTo('sectionCover', { section })
  return (
    <section className="sheaf">
      <h2>{words.title}</h2>
      <div className="coverbox">
        <Cover category={coverCategory(category)} seed={section} name={title} picture={cover} />
      </div>
      <p className="cap">{cover ? words.uploaded : words.drawn}</p>
      <Form method="post" action={action} encType="multipart/form-data" reloadDocument>
        <FileField
          name="cover"
          label={words.file}
          hint={words.fileHint}
          accept=".jpg,.jpeg,.png,.webp"
          most={MOST_MB}
          {...(error ? { error } : {})}
        />
        <div className="acts">
          <Button tone="plain" name="deed" value="put">
            {words.put}
          </Button>
          {cover && (
            <Button tone="plain" name="deed" value="takeAway">
              {words.takeAway}
            </Button>
          )}
        </div>
      </Form>
    </section>
  )
}
