/**
 * ECharts writes literal colours and style attributes; the portal has colours that follow the look, and a policy that
 * forbids inline style. Charts are drawn with stand-in colours, and what comes out is put into the portal's own terms.
 */

const variables = {
  demand: '--chart-demand',
  sure: '--chart-sure',
  likely: '--chart-likely',
  half: '--chart-band-1',
  wide: '--chart-band-2',
  grid: '--chart-grid',
  axis: '--line-strong',
  ink: '--ink',
  ink2: '--ink-2',
  sureInk: '--info-ink',
  gap: '--short-fill',
  gapInk: '--short-ink',
  sheet: '--surface',
} as const

export type Paint = keyof typeof variables

const names = Object.keys(variables) as Paint[]

/** A colour that no chart means: it stands for a paint until the drawing is done. */
export const paint = (name: Paint): string => `#00fe${(names.indexOf(name) + 1).toString(16).padStart(2, '0')}`

const STAND_IN = /#00fe([0-9a-f]{2})/g

const variableOf = (whole: string, index: string): string => {
  const name = names[Number.parseInt(index, 16) - 1]
  return name ? `var(${variables[name]})` : whole
}

/** `font-size:12px;font-weight:bold` as attributes; the font itself is the page's. */
const attributesOf = (style: string): string =>
  style
    .split(';')
    .flatMap((declaration) => {
      const [name = '', value = ''] = declaration.split(':')
      return name === 'font-size' || name === 'font-weight' ? [` ${name}="${value.replace(/px$/, '')}"`] : []
    })
    .join('')

/**
 * An SVG of ECharts as a page may carry it: colours by variables, no style, no class, no id.
 * @param svg drawn without animation, with `paint` for every colour, and nothing that has to be cut off at an edge.
 */
export const paintedSvg = (svg: string): string =>
  svg
    .replace(/<style[\s\S]*?<\/style>/g, '')
    .replace(/<defs[\s\S]*?<\/defs>/g, '')
    .replace(/<rect [^>]*fill="none"[^>]*><\/rect>/g, '')
    .replace(/ style="([^"]*)"/g, (_, style: string) => attributesOf(style))
    .replace(
      / (?:class|clip-path|ecmeta_\w+|pointer-events|xmlns:xlink|version|baseProfile|xml:space|width|height)="[^"]*"/g,
      '',
    )
    .replace(STAND_IN, variableOf)
    .replace(/\n\s*/g, '')
