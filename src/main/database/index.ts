export { openDatabase } from './client'
export type { Account, DatabaseClient, DatabaseOptions } from './client'
export type { Call, FunctionName } from './call'
export type { SessionStorage } from './session-storage'
