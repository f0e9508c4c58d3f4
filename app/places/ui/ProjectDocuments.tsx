import { Form } from '@remix-run/react'
import { ButtonLink } from '~/shared/ui'
import { pathTo } from '~/site'
import type { DocumentLine, ProjectPage } from '../projects/load-project.server'
import { detailWords as words } from '../projects/project-detail-words'

/** Papers and photos of a project, whether everybody sees them, and the way to bring more. */
export const ProjectDocuments = ({ page }: { page: ProjectPage }) => {
  const project = page.line.id
  const photos = page.documents.filter(({ kind }) => kind === 'photo')
  const papers = page.documents.filter(({ kind }) => kind === 'document')
  return (
    <section className="sheaf" aria-labelledby="documents-head">
      <h2 id="documents-head">{words.documents}</h2>
      {page.documents.length === 0 && <p className="nil">{words.documentsNone}</p>}
      {photos.length > 0 && (
        <ul className="photos" aria-label={words.photos}>
          {photos.map((photo) => (
            <li key={photo.id}>
              <a href={pathTo('deskProjectFile', { project, document: photo.id, size: 'large' })}>
                <img
                  src={pathTo('deskProjectFile', { project, document: photo.id, size: 'small' })}
                  alt={photo.title}
                  width={photo.width}
                  height={photo.height}
                  loading="lazy"
                />
              </a>
              <p>
                {photo.title}
                <small>{photo.day}</small>
              </p>
              <Deeds project={project} document={photo} />
            </li>
          ))}
        </ul>
      )}
      {papers.length > 0 && (
        <ul className="papersof" aria-label={words.papers}>
          {papers.map((paper) => (
            <li key={paper.id}>
              <p>
                <a href={pathTo('deskProjectFile', { project, document: paper.id, size: 'file' })} download>
                  {words.download(paper.title)}
                </a>
                <small>{paper.day}</small>
              </p>
              <Deeds project={project} document={paper} />
            </li>
          ))}
        </ul>
      )}
      <p className="acts">
        <ButtonLink tone="plain" to={pathTo('projectDocuments', { project })}>
          {words.addDocument}
        </ButtonLink>
      </p>
    </section>
  )
}

const Deeds = ({ project, document }: { project: string; document: DocumentLine }) => (
  <p className="deeds">
    <span className={document.published ? 'okk' : 'nil'}>{document.published ? words.shown : words.hidden}</span>
    {([document.published ? 'hide' : 'show', 'remove'] as const).map((deed) => (
      <Form key={deed} method="post" action={pathTo('project', { project })} preventScrollReset>
        <input type="hidden" name="deed" value={deed} />
        <input type="hidden" name="document" value={document.id} />
        <button type="submit" className="quiet" aria-label={words.ofDocument(words[deed], document.title)}>
          {words[deed]}
        </button>
      </Form>
    ))}
  </p>
)
