// From Mastra's other stores into this one.
export { importMastra } from './import-mastra'
export type { ImportOptions } from './import-mastra'
export { personasFor } from './personas'
export type { PersonaOptions } from './personas'
export type { ImportProblem, ImportReport } from './report'
