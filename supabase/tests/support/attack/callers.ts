// Who tries, and what of it may come to pass.
import type { Caller } from '../engines'
import { tracesOf } from './world'
import type { Vault, World } from './world'

export interface Attacker {
  who: string
  caller: Caller
  /** What the attacker has, to attack with. */
  own: Vault
  /** A change of this row may come to pass. Everything else must stay as it is. */
  mayChange(row: Row): boolean
  /** Must not be read, and must be in no row that changes. */
  secrets: string[]
  /** The SQLSTATE of every function for such a caller, when there is only one. */
  refusal?: string
  /** Tries every column of every table on its own, too. */
  isThorough: boolean
  /** Names something of hers with every call, so that no two calls can be compared. */
  isMarked?: boolean
}

/** A row of any table, as it was or as it has become. */
export interface Row {
  place: string
  content: string
}

/** Those who see nothing of Ana's at work. */
export function attackersOf({ engine, ana, ben, work, home, bens }: World): Attacker[] {
  const secrets = tracesOf(work)
  const nothing = () => false
  const anas = { sub: ana.userId, role: 'authenticated' }
  const withHeaders = (headers: Record<string, string>) => engine.caller({ claims: anas, headers })
  const atHome = { 'x-kith-persona': home.persona_id }
  const atWork = { 'x-kith-persona': work.persona_id }
  const malformed: [string, Record<string, string>][] = [
    ['an empty persona', { 'x-kith-persona': '' }],
    ['a persona that is no id', { 'x-kith-persona': `${work.persona_id}'` }],
    ['two personas', { 'x-kith-persona': `${work.persona_id}, ${home.persona_id}` }],
    ['an unknown actor', { ...atWork, 'x-kith-actor': 'owner' }],
    ['an empty actor', { ...atWork, 'x-kith-actor': '' }],
    ['an actor twice', { ...atWork, 'x-kith-actor': 'assistant, assistant' }],
    ['an actor without a persona', { 'x-kith-actor': 'assistant' }],
    ['an unknown scope', { 'x-kith-scope': 'write' }],
    ['an empty scope', { 'x-kith-scope': '' }],
    ['a header nobody knows', { 'x-kith-personas': work.persona_id }],
    ['a header nobody knows beside one that is known', { ...atWork, 'x-kith-role': 'owner' }],
  ]
  return [
    {
      who: 'another person',
      isThorough: true,
      caller: ben,
      own: bens,
      secrets: [...secrets, ana.userId],
      mayChange: ({ content }) => content.includes(ben.userId),
    },
    {
      who: 'another person, under her persona',
      isThorough: true,
      isMarked: true,
      caller: ben.withHeaders(atWork),
      own: bens,
      secrets: [...secrets, ana.userId].filter((secret) => secret !== work.persona_id),
      mayChange: ({ content }) => content.includes(ben.userId),
    },
    {
      who: 'another persona of hers',
      isThorough: true,
      caller: withHeaders(atHome),
      own: home,
      secrets,
      mayChange: ({ content }) => content.includes(ana.userId),
    },
    {
      who: 'a run of another persona of hers',
      isThorough: true,
      caller: withHeaders({ ...atHome, 'x-kith-actor': 'assistant' }),
      own: home,
      secrets,
      mayChange: (row) => isRunsOwn(row, home),
    },
    {
      who: 'another persona that may only read',
      isThorough: false,
      caller: withHeaders({ ...atHome, 'x-kith-scope': 'read' }),
      own: home,
      secrets,
      mayChange: nothing,
    },
    {
      who: 'nobody',
      refusal: '42501',
      isThorough: false,
      caller: engine.nobody,
      own: bens,
      secrets: [...secrets, ana.userId],
      mayChange: nothing,
    },
    {
      who: 'somebody without a name',
      refusal: 'PT401',
      isThorough: true,
      caller: engine.caller({ claims: { role: 'authenticated' } }),
      own: bens,
      secrets: [...secrets, ana.userId],
      mayChange: nothing,
    },
    ...malformed.map(([who, headers]) => ({
      who: `herself, with ${who}`,
      refusal: 'PT400',
      isThorough: false,
      caller: withHeaders(headers),
      own: work,
      secrets,
      mayChange: nothing,
    })),
  ]
}

/** Those who see what is Ana's at work and may not do with it what she may. */
export function insidersOf({ engine, ana, work, home, bens }: World): Attacker[] {
  const atWork = { 'x-kith-persona': work.persona_id }
  const withHeaders = (headers: Record<string, string>) =>
    engine.caller({ claims: { sub: ana.userId, role: 'authenticated' }, headers })
  return [
    {
      who: 'a run of the right persona',
      isThorough: true,
      caller: withHeaders({ ...atWork, 'x-kith-actor': 'assistant' }),
      own: work,
      secrets: [...tracesOf(home), ...tracesOf(bens)],
      mayChange: (row) => isRunsOwn(row, work),
    },
    {
      who: 'a key that may only read',
      isThorough: false,
      caller: withHeaders({ 'x-kith-scope': 'read' }),
      own: work,
      secrets: tracesOf(bens),
      mayChange: () => false,
    },
    {
      who: 'a run that may only read',
      isThorough: false,
      caller: withHeaders({ ...atWork, 'x-kith-actor': 'assistant', 'x-kith-scope': 'read' }),
      own: work,
      secrets: [...tracesOf(home), ...tracesOf(bens)],
      mayChange: () => false,
    },
  ]
}

/** What a run may add or change: answers being written, proposals, what it says of itself, and what follows from these. */
function isRunsOwn({ place, content }: Row, vault: Vault): boolean {
  const row = JSON.parse(content) as Record<string, unknown>
  switch (place.replace(/^public\./, '')) {
    case 'ai_messages':
      return (
        ['assistant', 'tool'].includes(row.role as string) &&
        ![vault.message_id, vault.answer_id].includes(row.message_id as string)
      )
    case 'ai_memory':
    case 'ai_memory_search':
      return row.status === 'proposed' && row.memory_id !== vault.proposal_id
    case 'ai_runs':
      return row.run_id !== vault.run_id
    case 'ai_receipts':
      return row.receipt_id !== vault.receipt_id && row.run_id !== vault.run_id
    case 'ai_message_search':
    case 'kith.message_codes':
      return ![vault.message_id, vault.answer_id].includes(row.message_id as string)
    // Touched by what is added to it.
    case 'ai_threads':
      return row.title === `About ${vault.word}` && !row.pinned && !row.archived && row.deleted_at === null
    case 'ai_run_snapshots':
    case 'kith.words':
      return true
    default:
      return false
  }
}
