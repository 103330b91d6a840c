export { startAuthServer } from './server'
export type { AuthServer, AuthServerSettings } from './server'
export type { Mail } from './mail'
