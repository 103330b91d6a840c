import { authorized, rpc, rpcAs, send } from './questions'
import type { NamedQuestion } from './questions'

const id = (n: number) => `6a1f2f2c-0000-4000-8000-0000000001${String(n).padStart(2, '0')}`
const [coach, thread, message, absent] = [id(1), id(2), id(3), id(99)]
const narrowed = (headers: Record<string, string>, name = 'ai_whoami', args: object = {}) =>
  send(name, JSON.stringify(args), headers)

const saved = {
  message_id: message,
  thread_id: thread,
  role: 'user',
  content: { format: 2, parts: [{ type: 'text', text: 'Grüße "aus" 👋' }] },
  created_at: '2026-01-02T03:04:05.678Z',
}

/** Kith's own functions, as Kith calls them. */
export const application: NamedQuestion[] = [
  ['whoami', rpc('ai_whoami')],
  ['whoami of nobody', rpcAs(null, 'ai_whoami')],
  [
    'whoami with a token that names nobody',
    authorized(({ withoutSubject }) => `Bearer ${withoutSubject}`, 'ai_whoami'),
  ],
  ['a persona is saved', rpc('ai_save_persona', { id: coach, name: 'Coach', instructions: 'Be brief.' })],
  ['a persona without a name', rpc('ai_save_persona', { id: id(5) })],
  ['a persona that is no id', rpc('ai_save_persona', { id: 'coach', name: 'Coach' })],
  ['a thread is saved', rpc('ai_save_thread', { thread_id: thread, persona_id: coach, title: 'Ünïcode 👋' })],
  ['a thread is saved again', rpc('ai_save_thread', { thread_id: thread, persona_id: coach, title: 'Ünïcode 👋' })],
  ['a thread with a persona that is not there', rpc('ai_save_thread', { thread_id: id(6), persona_id: absent })],
  ['a thread is renamed', rpc('ai_update_thread', { thread_id: thread, title: 'Renamed' })],
  ['a thread that is not there is renamed', rpc('ai_update_thread', { thread_id: absent, title: 'x' })],
  ['a thread of somebody else is renamed', rpcAs('ben', 'ai_update_thread', { thread_id: thread, title: 'x' })],
  ['messages are saved', rpc('ai_save_messages', { messages: [saved] })],
  ['messages that are none', rpc('ai_save_messages', { messages: [{ ...saved, role: 'wizard' }] })],
  ['messages that are no list', rpc('ai_save_messages', { messages: 'x' })],
  ['the path of a thread', rpc('ai_list_path', { thread_id: thread })],
  ['the path of a thread of somebody else', rpcAs('ben', 'ai_list_path', { thread_id: thread })],
  ['the threads of a persona', rpc('ai_list_threads', { persona_id: coach, max_rows: 10 })],
  ['the personas', rpc('ai_list_personas')],
  ['a search', rpc('ai_search', { query: 'Grüße' })],
  [
    'a memory is proposed and does not count',
    rpc('ai_propose_memory', { memory_id: id(4), content: 'Likes tea.', persona_id: coach }),
  ],
  ['the proposals', rpc('ai_list_proposals', { persona_id: coach })],
  ['a thread is deleted', rpc('ai_delete_thread', { thread_id: thread })],
  ['as a persona', narrowed({ 'x-kith-persona': coach })],
  ['as a run', narrowed({ 'x-kith-persona': coach, 'x-kith-actor': 'assistant' })],
  [
    'as a run, what only the owner may',
    narrowed({ 'x-kith-persona': coach, 'x-kith-actor': 'assistant' }, 'ai_save_persona', { id: coach, name: 'Boss' }),
  ],
  ['reading only', narrowed({ 'x-kith-scope': 'read' })],
  ['reading only, what writes', narrowed({ 'x-kith-scope': 'read' }, 'ai_save_thread', { thread_id: absent })],
  ['with a header nobody knows', narrowed({ 'x-kith-mood': 'generous' })],
  ['with a persona that is no id', narrowed({ 'x-kith-persona': 'coach' })],
]
