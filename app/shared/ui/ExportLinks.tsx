import { words } from '../words'

/**
 * Takes the list as shown with it: a workbook, and the same as plain text. Ordinary links: the browser saves the answer.
 * @param to the list's sheet address with the page's own query.
 */
export const ExportLinks = ({ to, what }: { to: string; what?: string }) => (
  <span className="exports">
    <a className="btn" href={to} download>
      {words.sheet.xlsx}
      {what && <span className="vh">：{what}</span>}
    </a>
    <a className="quiet" href={`${to}${to.includes('?') ? '&' : '?'}as=csv`} download>
      {words.sheet.csv}
      {what && <span className="vh">：{what}</span>}
    </a>
  </span>
)
