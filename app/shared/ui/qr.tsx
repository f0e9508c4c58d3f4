/** A QR code drawn on the server by `drawQr` (qr.server.ts). */
export interface QrDrawing {
  /** Squares a side, quiet zone included. */
  size: number
  path: string
}

/** Black on white in every theme. @param label says what the code holds */
export const Qr = ({ drawing, label }: { drawing: QrDrawing; label: string }) => (
  <svg
    className="qr"
    viewBox={`0 0 ${drawing.size} ${drawing.size}`}
    role="img"
    aria-label={label}
    shapeRendering="crispEdges"
  >
    <path fill="#fff" d={`M0 0h${drawing.size}v${drawing.size}H0z`} />
    <path d={drawing.path} />
  </svg>
)
