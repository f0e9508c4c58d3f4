import { deskWords as words } from '../desk/desk-words'
import type { DeskPageData } from '../desk/load-desk.server'
import { Pipeline } from './Pipeline'

/** Where the projects are, with what is announced held against them. */
export const DeskPipeline = ({ page: { pipeline, today } }: { page: DeskPageData }) => (
  <section className="panel" aria-labelledby="pipe-head">
    <div className="ptop">
      <h2 id="pipe-head">{words.pipeline.title}</h2>
    </div>
    {pipeline.length === 0 ? <p className="nil">{words.pipeline.none}</p> : <Pipeline rows={pipeline} today={today} />}
  </section>
)
