import { chat } from './chat'
import { database } from './database'
import { embeddings } from './embeddings'
import { memories } from './memories'
import { personas } from './personas'
import { receipts } from './receipts'
import { session } from './session'
import { settings } from './settings'
import { threads } from './threads'

export const contract = { session, personas, threads, chat, receipts, memories, embeddings, settings, database }
export type Contract = typeof contract
