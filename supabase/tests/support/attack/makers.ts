// What the arguments of the API are given: by name, or by function and name where a name means more than one thing.
// An argument that is not in here fails the tests: whoever adds one says what would be worth attacking with it.
import type { ApiFunction, From, Pointer } from './functions'

const content = { format: 2, parts: [{ type: 'text', text: 'Here.' }] }
const vector = `[${Array.from({ length: 1536 }, (_, index) => Math.cos(index)).join(',')}]`

export type Maker = (from: From) => unknown

const none: Maker = () => null

const notGiven = [
  'to_persona before_id after_id after_thread after_persona after_memory_type after_status after_tag',
  'tag after_deleted after_start after_currency after_key before_run after_created_at after_seq before',
  'before_at before_rank before_version content_json expected_version memory_types statuses',
  'exclude_from_seq keep_note_lines kinds last_messages since until',
].flatMap((names) => names.split(' '))

export const makers: Record<string, Maker> = {
  // Ids
  id: (from) => from('persona_id'),
  persona_id: (from) => from('persona_id'),
  thread_id: (from) => from('thread_id'),
  message_id: (from) => from('message_id'),
  message_ids: (from) => [from('message_id'), from('answer_id')],
  answer_id: (from) => from('answer_id'),
  parent_message_id: (from) => from('message_id'),
  question_id: (from) => from('message_id'),
  replaces: () => null,
  new_id: (from) => from('persona_id'),
  run_id: (from) => from('run_id'),
  memory_id: (from) => from('memory_id'),
  source_thread_id: (from) => from('thread_id'),
  source_message_id: (from) => from('message_id'),
  file_id: (from) => from('file_id'),
  thread_ids: (from) => [from('thread_id'), from('streaming_thread_id')],
  new_thread_id: (from) => from('thread_id'),
  until_message_id: (from) => from('answer_id'),
  around_id: (from) => from('message_id'),
  exclude_thread_id: (from) => from('streaming_thread_id'),
  persona_ref: (from) => from('persona_id'),
  sibling_of: (from) => from('message_id'),
  grant_id: (from) => from('grant_id'),
  from_persona: (from) => from('persona_id'),
  into_id: (from) => from('memory_id'),
  replaced_id: (from) => from('memory_id'),
  memory_ids: (from) => [from('memory_id')],
  token: (from) => from('token'),
  from_ids: (from) => [from('proposal_id')],
  other_id: (from) => from('merged_id'),
  resource_key: (from) => from('resource_key'),
  run_key: (from) => from('run_key'),
  device: (from) => from('device'),
  sha256: (from) => from('sha256'),

  // Not given: where a page begins, what narrows it down.
  ...Object.fromEntries(notGiven.map((name) => [name, none])),

  // Values
  accent: () => 'moss',
  archived: () => true,
  automatically: () => true,
  before_message_at: () => null,
  before_seq: () => null,
  before_started_at: () => null,
  bytes: () => 'Ynl0ZXM=',
  content: () => content,
  cost: () => ({ total: 1 }),
  created_at: () => '2026-01-01T00:00:00Z',
  updated_at: () => '2026-01-01T00:00:00Z',
  created_from: () => null,
  created_until: () => null,
  expected_status: () => null,
  expected_updated_at: () => null,
  failure: () => null,
  include_archived: () => true,
  instructions: () => 'Be brief.',
  max_rows: () => 100,
  media_type: () => 'text/plain',
  message_content: () => content,
  message_created_at: () => '2026-01-01T00:00:00Z',
  answer_created_at: () => '2026-01-01T00:00:01Z',
  metadata: () => ({ colour: 'blue' }),
  model: () => ({ provider: 'practice' }),
  n: () => 0,
  name: () => 'Name',
  pinned: () => true,
  role: () => 'user',
  settings: () => ({}),
  size: () => 5,
  starts: () => ['2020-01-01T00:00:00Z', '2026-01-01T00:00:00Z'],
  apart: () => true,
  max_length: () => 1000,
  skip: () => 0,
  snapshot: () => ({ step: 1 }),
  status: () => null,
  title: () => 'Title',
  usage: () => ({ total: 1 }),
  workflow_name: () => 'answer',
  query: (from) => `where is the ${from('word')}?`,
  account: () => true,
  config: () => 'german',
  containing: (from) => from('word'),
  importance: () => 'high',
  is_relevant: () => false,
  memory_type: () => 'fact',
  sort: () => 'newest',
  version: () => 1,
  all_personas: () => true,
  deleted: () => false,
  descending: () => true,
  include: (from) => [{ message_id: from('message_id'), before: 1, after: 1 }],
  key: (from) => `key of ${from('word')}`,
  max_memories: () => 8,
  max_messages: () => 10,
  neighbours: () => 2,
  older_than: () => '30 days',
  order_by: () => 'updated_at',
  others_follow: () => true,
  seq: () => 1,
  since_exclusive: () => false,
  until_exclusive: () => false,
  value: () => '"blue"',
  with_total: () => true,
  with_versions: () => true,
  remembers: () => true,
  file_ids: (from) => [from('file_id')],
  tags: (from) => [from('word')],
  has: () => ['metadata'],
  embedding: () => vector,
  embedding_model: () => 'text-embedding-3-small',

  // Where the name alone does not say it
  'ai_copy_thread.message_ids': none,
  'ai_grant_memory.memory_type': none,
  'ai_restore_proposal.proposal': (from) => ({
    memory_id: from('proposal_id'),
    persona_id: from('persona_id'),
    content: 'Prefers tea.',
    source_thread_id: from('thread_id'),
    source_message_id: from('message_id'),
    created_at: '2026-01-01T00:00:00Z',
  }),
  'ai_save_metadata_text.key': (from) => `new key of ${from('word')}`,
  'ai_unmerge_memories.from_ids': (from) => [from('merged_id')],
  'ai_clear_embeddings.kind': () => 'message',
  'ai_clear_embeddings.ids': (from) => [from('message_id')],
  'ai_place_embeddings.rows': (from) => [{ id: from('message_id'), embedding: vector, model: 'model' }],
  'ai_save_embeddings.kind': () => 'message',
  'ai_save_embeddings.rows': (from) => [{ id: from('message_id'), embedding: vector, model: 'model' }],
  'ai_save_memory.content': () => 'Prefers tea.',
  'ai_update_memory.content': () => 'Prefers tea.',
  'ai_merge_memories.content': () => 'Prefers tea.',
  'ai_message_neighbours.before': () => 2,
  'ai_message_neighbours.after': () => 2,
  'ai_query_messages.metadata': none,
  'ai_query_threads.metadata': none,
  'ai_search.role': none,
  'ai_recall.role': none,
  'ai_search_memories_vector.p_query': () => vector,
  'ai_search_memories_vector.p_resource_key': (from) => from('resource_key'),
  'ai_search_memories_vector.p_top_k': () => 8,
  'ai_search_memories_vector.p_model': () => 'text-embedding-3-small',
  'ai_search_messages_vector.p_query': () => vector,
  'ai_search_messages_vector.p_thread_id': (from) => from('thread_id'),
  'ai_search_messages_vector.p_resource_key': (from) => from('resource_key'),
  'ai_search_messages_vector.p_top_k': () => 8,
  'ai_search_messages_vector.p_model': () => 'text-embedding-3-small',
  'ai_start_sibling.message': (from) => ({ message_id: from('message_id'), role: 'user', content }),
  'ai_say_waiting.message_id': (from) => from('waiting_id'),
  'ai_take_back_message.message_id': (from) => from('waiting_id'),
  'ai_wait_with_message.message_id': (from) => from('waiting_id'),
  'ai_continue_answer.thread_id': (from) => from('stopped_thread_id'),
  'ai_continue_answer.answer_id': (from) => from('stopped_id'),
  'ai_update_messages.messages': (from) => [{ message_id: from('message_id'), content }],
  'ai_accept_proposal.memory_id': (from) => from('proposal_id'),
  'ai_replace_memory.memory_id': (from) => from('proposal_id'),
  'ai_return_proposal.memory_id': (from) => from('proposal_id'),
  'ai_accept_proposal.content': () => 'Likes it.',
  'ai_finish_answer.run_id': (from) => from('running_id'),
  'ai_finish_answer.message_id': (from) => from('streaming_id'),
  'ai_finish_answer.status': () => 'complete',
  'ai_finish_answer.receipt': (from) => receiptOf(from),
  'ai_name_run_model.run_id': (from) => from('running_id'),
  'ai_propose_memory.content': () => 'Prefers tea.',
  'ai_reject_proposal.memory_id': (from) => from('proposal_id'),
  'ai_save_answer.message_id': (from) => from('streaming_id'),
  'ai_save_messages.messages': (from) => [
    { message_id: from('message_id'), thread_id: from('thread_id'), role: 'user', content },
  ],
  'ai_store_messages.messages': (from) => [
    {
      message_id: from('message_id'),
      thread_id: from('thread_id'),
      resource_key: from('resource_key'),
      role: 'user',
      content,
    },
  ],
  'ai_import_thread.messages': (from) => [
    {
      message_id: from('message_id'),
      parent_message_id: null,
      role: 'user',
      content,
      status: 'complete',
      selected: true,
      created_at: '2026-01-01T00:00:00Z',
      metadata: { colour: 'blue' },
    },
  ],
  'ai_save_run_snapshot.status': () => 'suspended',
  'ai_save_working_memory.content': () => '- tea',
  'ai_start_run.parent_message_id': () => null,
  'ai_suspend_run.run_id': (from) => from('running_id'),
  'ai_suspend_run.receipt': (from) => receiptOf(from),
  'ai_resume_run.run_id': (from) => from('running_id'),
}

function receiptOf(from: From) {
  return [
    { step: 0, kind: 'memory', item_id: from('memory_id'), item_version: 1, used: true, parts: {}, tokens: 3 },
    { step: 0, kind: 'message', item_id: from('message_id'), used: false, reason: 'too old' },
    { step: 0, kind: 'attachment', item_id: from('file_id'), used: false },
  ]
}

/** A word mistyped, which search may put right: with words of its reader's own and no others. */
const mistyped: Maker = (from) => from('word').replace(/(.)(.)$/, '$2$1')

/** One of these arguments, and the others left out. */
const oneOf = (...names: string[]): Record<string, Maker>[] =>
  names.map((name) => Object.fromEntries(names.filter((other) => other !== name).map((other) => [other, none])))

const oneTarget = oneOf('thread_id', 'message_id', 'memory_id', 'persona_ref')

/** Functions that are called in more than one way, and what is different then. */
export const ways: Record<string, Record<string, Maker>[]> = {
  ai_clear_embeddings: [
    { thread_id: none },
    { ids: none },
    { kind: () => 'memory', ids: (from) => [from('memory_id')], thread_id: none },
  ],
  ai_delete_metadata: oneTarget,
  ai_forget_preview: oneOf('message_ids', 'memory_ids', 'thread_id', 'persona_id', 'query', 'account'),
  ai_get_metadata: oneTarget,
  ai_list_metadata: oneTarget,
  ai_set_metadata: oneTarget,
  ai_mark_relevance: oneOf('message_id', 'memory_id'),
  ai_list_metadata_texts: [...oneTarget, ...oneTarget.map((way) => ({ ...way, key: none }))],
  ai_save_metadata_text: oneTarget,
  ai_take_metadata_text: oneTarget,
  ai_save_embeddings: [
    {},
    { kind: () => 'memory', rows: (from) => [{ id: from('memory_id'), embedding: vector, model: 'model' }] },
  ],
  ai_recall: [{}, { query: mistyped }, { thread_id: none, persona_id: none }],
  ai_search: [{}, { query: mistyped }, { thread_id: none, persona_id: none }],
  ai_search_messages_vector: [{}, { p_thread_id: none }, { p_resource_key: none }],
  ai_start_run: [
    {},
    {
      thread_id: (from) => from('thread_id'),
      message_id: none,
      message_content: none,
      parent_message_id: (from) => from('message_id'),
    },
    { thread_id: (from) => from('thread_id'), replaces: (from) => from('message_id') },
  ],
}

const roles = ['user', 'assistant', 'tool', 'system']

/** A message as a run might send it, though it may not be its to write. */
const saying = (role: string, id: 'message_id' | 'streaming_id', more: object): Record<string, Maker> => ({
  messages: (from) => [{ message_id: from(id), thread_id: from('streaming_thread_id'), role, content, ...more }],
})

/** Ways to ask for too much that no argument left out and no id of somebody else makes. */
export const oversteps: Record<string, Record<string, Maker>[]> = {
  ai_save_messages: roles.flatMap((role) => [
    saying(role, 'streaming_id', {}),
    saying(role, 'message_id', { status: 'streaming' }),
    saying(role, 'message_id', { selected: false }),
    saying(role, 'streaming_id', { metadata: { colour: 'blue' } }),
  ]),
  ai_store_messages: roles.flatMap((role) => [
    saying(role, 'streaming_id', {}),
    saying(role, 'message_id', { status: 'streaming' }),
    saying(role, 'message_id', { selected: false }),
  ]),
  ai_update_messages: roles.flatMap((role) => [
    saying(role, 'streaming_id', { metadata: { colour: 'blue' } }),
    saying(role, 'streaming_id', { created_at: '2026-01-01T00:00:00Z' }),
  ]),
}

/**
 * Ids the caller makes for something new. One that is taken is refused, so whoever knows an id learns that it is one;
 * what it is, and whose, stays unsaid.
 */
const chosen: Record<string, string[]> = {
  ai_begin_turn: ['thread_id'],
  ai_continue_answer: ['run_id'],
  ai_copy_thread: ['new_thread_id'],
  ai_duplicate_persona: ['new_id'],
  ai_grant_memory: ['grant_id'],
  ai_import_thread: ['thread_id', 'messages.message_id'],
  ai_propose_memory: ['memory_id'],
  ai_restore_proposal: ['proposal.proposal_id'],
  ai_save_memory: ['memory_id'],
  ai_save_messages: ['messages.message_id'],
  ai_save_persona: ['id'],
  ai_save_run_snapshot: ['run_key'],
  ai_save_thread: ['thread_id'],
  ai_start_file: ['file_id'],
  ai_start_run: ['run_id', 'thread_id', 'answer_id', 'message_id'],
  ai_start_sibling: ['message.message_id'],
  ai_store_messages: ['messages.message_id'],
  ai_wait_with_message: ['message_id'],
}

/** Whether this id is made by the caller. */
export function isChosen({ name, way }: ApiFunction, { argument, field }: Pointer): boolean {
  if (argument in way) return false
  return [argument, `${argument}.${field}`].some((made) => chosen[name]?.includes(made))
}

export const makingFunctions = Object.keys(chosen)
