export { openSettings } from './settings'
export type { Connection, Settings } from './settings'
