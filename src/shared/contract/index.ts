import { about } from './about'
import { accounts } from './accounts'
import { chat } from './chat'
import { database } from './database'
import { desktop } from './desktop'
import { diagnostics } from './diagnostics'
import { embeddings } from './embeddings'
import { files } from './files'
import { forgetting } from './forgetting'
import { health } from './health'
import { grants } from './grants'
import { localApi } from './local-api'
import { memories } from './memories'
import { metadata } from './metadata'
import { personas } from './personas'
import { profiles } from './profiles'
import { receipts } from './receipts'
import { search } from './search'
import { session } from './session'
import { settings } from './settings'
import { statistics } from './statistics'
import { threadFiles } from './thread-files'
import { threads } from './threads'
import { tools } from './tools'
import { updates } from './updates'

export const contract = {
  session,
  accounts,
  personas,
  threads,
  threadFiles,
  chat,
  profiles,
  receipts,
  files,
  memories,
  metadata,
  statistics,
  health,
  forgetting,
  embeddings,
  search,
  settings,
  database,
  desktop,
  tools,
  localApi,
  grants,
  about,
  diagnostics,
  updates,
}
export type Contract = typeof contract
