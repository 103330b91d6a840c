import { about } from './about'
import { chat } from './chat'
import { database } from './database'
import { embeddings } from './embeddings'
import { files } from './files'
import { forgetting } from './forgetting'
import { grants } from './grants'
import { memories } from './memories'
import { personas } from './personas'
import { receipts } from './receipts'
import { session } from './session'
import { settings } from './settings'
import { threads } from './threads'
import { tools } from './tools'

/** The contract, implemented. A route that is missing or too many does not compile. */
export const router = {
  session,
  personas,
  threads,
  chat,
  receipts,
  files,
  memories,
  forgetting,
  embeddings,
  settings,
  database,
  tools,
  grants,
  about,
}
