import { chat } from './chat'
import { memories } from './memories'
import { personas } from './personas'
import { session } from './session'
import { settings } from './settings'
import { threads } from './threads'

export const contract = { session, personas, threads, chat, memories, settings }
export type Contract = typeof contract
