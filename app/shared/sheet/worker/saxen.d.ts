/** The package brings no types; what of it is used. */
declare module 'saxen' {
  export class Parser {
    on(event: 'openTag', handler: (name: string, attributes: () => Record<string, string>) => void): this
    on(event: 'attention', handler: (text: string) => void): this
    on(event: 'closeTag', handler: (name: string) => void): this
    on(event: 'text', handler: (value: string, decode: (text: string) => string) => void): this
    on(event: 'cdata', handler: (value: string) => void): this
    on(event: 'error', handler: (error: Error) => void): this
    parse(xml: string): void
  }
}
