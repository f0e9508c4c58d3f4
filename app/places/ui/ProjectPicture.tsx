import { BODY, type Building } from '../public-projects/building-drawing'
import { projectWords as words } from '../public-projects/public-words'

/**
 * A school drawn as a paper cut-out: its windows are its classes, a crane stands while it is built, only its lines while
 * it is a plan.
 * @param plain small, beside a name that says everything: the house alone, hidden from screen readers.
 */
export const ProjectPicture = ({ building, plain = false }: { building: Building; plain?: boolean }) => {
  const { windows, lit, classes, planned, crane } = building
  const { x, y, width, height } = BODY
  const label = classes > 0 ? words.drawn(classes) : words.drawnPlain
  return (
    <svg
      className="cover cat-tech"
      viewBox={plain ? '98 62 232 128' : '0 0 390 190'}
      preserveAspectRatio="xMidYMax slice"
      role="img"
      aria-label={label}
      aria-hidden={plain}
    >
      <path className="pg" d="M0 0h390v190H0z" />
      <circle className="ps" cx="330" cy="46" r="20" />
      <path className="pt" d="M0 190V128c60-30 130-24 190-4s130 4 200-22v88z" />
      {planned ? (
        <>
          <path
            className="ld"
            d={`M${x} ${y}h${width}v${height}h${-width}zM${x - 8} ${y - 8}h${width + 16}v8h${-width - 16}z`}
            strokeWidth="3"
            strokeDasharray="8 7"
          />
          <path className="ld" d={windows + lit} strokeWidth="1.6" />
        </>
      ) : (
        <>
          <path className="pd" d={`M${x} ${y}h${width}v${height}h${-width}z`} />
          <path className="pw" d={`M${x - 8} ${y - 8}h${width + 16}v10h${-width - 16}z${windows}M196 166h36v24h-36z`} />
          <path className="ps" d={lit} />
        </>
      )}
      {crane && (
        <>
          <path className="ld" d="M64 190V26M40 38h156M64 26l60 12M64 26L44 38" strokeWidth="4" />
          <path className="ld" d="M168 38v26" strokeWidth="2" />
          <path className="ps" d="M158 64h20v10h-20z" />
        </>
      )}
      {!planned && !crane && (
        <>
          <path className="ld" d="M62 190v-52M352 190v-44" strokeWidth="5" />
          <circle className="pd" cx="62" cy="122" r="24" />
          <circle className="pd" cx="352" cy="134" r="18" />
        </>
      )}
    </svg>
  )
}
