// A thread of messages and their versions, and a model of what is left of it when some are taken out.
import { randomUUID } from 'node:crypto'
import type { Json } from '../../../src/main/database/database.types'
import { said } from './forget-world'
import type { Person } from './engines'

/** A message as it stands in its thread. */
export interface Node {
  id: string
  parent: string | null
  selected: boolean
  depth: number
}

/** @param steps what is done: one more message, or another version of one on the path */
export async function buildTree(person: Person, steps: { isVersion: boolean; which: number }[]) {
  const threadId = randomUUID()
  await person.call('ai_save_thread', { thread_id: threadId })
  for (const { isVersion, which } of steps) {
    const message = {
      message_id: randomUUID(),
      thread_id: threadId,
      role: 'user',
      content: JSON.parse(said('Hm.')) as Json,
    }
    const path = (await readTree(person, threadId)).filter(({ selected }) => selected)
    const replaced = path[which % Math.max(path.length, 1)]
    if (isVersion && replaced) {
      await person.call('ai_start_sibling', { message: { ...message }, sibling_of: replaced.id })
    } else {
      await person.sql('select public.ai_save_messages($1::jsonb)', [JSON.stringify([message])])
    }
  }
  const nodes = await readTree(person, threadId)

  function without(gone: string[]): Node[] {
    const known = new Map(nodes.map((node) => [node.id, node]))
    const parentOf = ({ parent }: Node): Node | undefined => {
      const above = parent === null ? undefined : known.get(parent)
      return above && gone.includes(above.id) ? parentOf(above) : above
    }
    const depthOf = (node: Node): number => {
      const above = parentOf(node)
      return above ? depthOf(above) + 1 : 0
    }
    return nodes
      .filter(({ id }) => !gone.includes(id))
      .map((node) => ({ ...node, parent: parentOf(node)?.id ?? null, depth: depthOf(node) }))
  }

  return {
    threadId,
    without,
    /** Some of the messages, by any numbers. */
    pick: (numbers: number[]) => [...new Set(numbers.map((number) => nodes[number % nodes.length]?.id ?? ''))],
  }
}

/** All messages of a thread, in the order they were stored, as messages and as search sees them. */
export async function readTree(person: Person, threadId: string): Promise<Node[]> {
  const rows = await person.sql<Node & { found: string }>(
    `select message.message_id as id, parent_message_id as parent, message.selected, message.depth,
       row.selected and message.selected or not row.selected and not message.selected and row.depth = message.depth as found
     from public.ai_messages as message left join public.ai_message_search as row using (message_id)
     where message.thread_id = $1 order by message.seq`,
    [threadId],
  )
  if (rows.some(({ found }) => !found)) throw new Error('Search sees another tree.')
  return rows.map(({ id, parent, selected, depth }) => ({ id, parent, selected, depth }))
}
