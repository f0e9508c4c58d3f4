export { handedInWords } from './handover/pickup-words'
