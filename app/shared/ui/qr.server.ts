import { encode } from 'uqr'
import type { QrDrawing } from './qr'

/** Draws a text as a QR code, one path of unit squares. In loaders only: the encoder never reaches a browser. */
export const drawQr = (text: string): QrDrawing => {
  const { data, size } = encode(text, { ecc: 'M', border: 2 })
  const runs = data.flatMap((row, y) =>
    [
      ...row
        .map((dark) => (dark ? '1' : '0'))
        .join('')
        .matchAll(/1+/g),
    ].map(({ index, 0: run }) => `M${index} ${y}h${run.length}v1H${index}z`),
  )
  return { size, path: runs.join('') }
}
