export { noTrace } from './create-trace'
export type { Trace } from './create-trace'
export { openTrace } from './open-trace'
