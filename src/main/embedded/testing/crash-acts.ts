// What the victim of a crash does until it is killed. Each write is reported once it has been acknowledged.
import { randomUUID } from 'node:crypto'
import type { Call } from '../../database/call'
import type { DataService } from '../data-service'
import { textContent } from './crash-expected'

export const acts = ['saving', 'streaming', 'checkpointing', 'backing-up', 'opening', 'migrating', 'restoring'] as const
export type Act = (typeof acts)[number]

interface Victim {
  call: Call
  backups: DataService['backups']
  report: (line: object) => void
}

/** Never resolves of itself. */
export async function perform(act: Act, victim: Victim): Promise<void> {
  if (act === 'streaming') return stream(victim)
  if (act === 'backing-up') void backUpAgainAndAgain(victim)
  return save(victim)
}

async function save({ call, report }: Victim): Promise<void> {
  const threadId = randomUUID()
  await call('ai_save_thread', { thread_id: threadId })
  for (let turn = 0; ; turn += 1) {
    const texts = Array.from({ length: 1 + (turn % 3) }, (_, index) => `${turn} ${index} ${'word '.repeat(turn % 50)}`)
    const saved = Object.fromEntries(texts.map((text) => [randomUUID(), text]))
    const messages = Object.entries(saved).map(([id, text]) => ({
      message_id: id,
      thread_id: threadId,
      role: 'user',
      content: textContent(text),
      created_at: new Date().toISOString(),
    }))
    await call('ai_save_messages', { messages })
    report({ saved })
  }
}

async function stream({ call, report }: Victim): Promise<void> {
  // What an earlier victim was writing when it was killed.
  await call('ai_interrupt_runs', { device: 'crash' })
  const answerId = randomUUID()
  await call('ai_start_run', {
    run_id: randomUUID(),
    thread_id: randomUUID(),
    message_id: randomUUID(),
    message_content: textContent('Count.'),
    answer_id: answerId,
    answer_created_at: new Date().toISOString(),
    device: 'crash',
    model: {},
  })
  for (let n = 0; ; n += 1) {
    await call('ai_save_answer', { message_id: answerId, content: textContent(String(n)) })
    report({ streamed: { [answerId]: n } })
  }
}

async function backUpAgainAndAgain({ backups }: Victim): Promise<void> {
  for (;;) await backups.take()
}
