import type { OfficialColour } from '../plan/colour-rules'
import { colourWords, surplusWord } from '../warnings/warning-words'

/** The official colour, never alone: shape and word beside it. @param bureau in the bureau's words (红) rather than families' (不够) */
export const OfficialMark = ({
  colour,
  surplus,
  bureau = false,
}: {
  colour: OfficialColour
  surplus: boolean
  bureau?: boolean
}) => {
  const { shape, word, tone } = surplus ? surplusWord : colourWords[colour]
  const said = bureau && !surplus ? colourWords[colour].bureau : word
  return (
    <span className={`omark ${tone}`}>
      <i aria-hidden="true">{shape}</i> {said}
    </span>
  )
}
