// Threads as files, and back: docs/thread-files.md.
export { createThreadFiles } from './create-thread-files'
export type { FileToSave, SaveFiles, ThreadFiles } from './create-thread-files'
