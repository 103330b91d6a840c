export { createPracticeModel } from './practice-model'
export type { PracticeModelOptions } from './practice-model'
