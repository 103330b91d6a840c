import { chat } from './chat'
import { database } from './database'
import { memories } from './memories'
import { personas } from './personas'
import { session } from './session'
import { settings } from './settings'
import { threads } from './threads'

export const contract = { session, personas, threads, chat, memories, settings, database }
export type Contract = typeof contract
