export { createPracticeModel, isPracticeModel } from './practice-model'
export type { PracticeModelOptions } from './practice-model'
