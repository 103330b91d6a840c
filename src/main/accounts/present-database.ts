import type { DatabaseClient, Service } from '../database'

/** The database that is open, or waits for somebody to sign in. */
export interface PresentDatabase {
  profileId: string
  client: DatabaseClient
  service: Service
  /** It is the one in this computer, with accounts of its own. */
  isLocal: boolean
}
