// Kills an assistant at one call of a run after another, and looks each time at what the next one finds.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { createInterface } from 'node:readline'
import { buildEntry } from '../../embedded/testing/build-entry'
import type { KillPlan, KillReport, Said } from './kill-victim'
import { whole } from './talkative'

export interface Killed {
  at: KillPlan['killAt']
  /** Whether the one who sent the message had been told that it is stored. */
  isSent: boolean
  /** Acknowledged by the database last. */
  stored: string
  found: Said[]
  mended: Said[]
}

type Life = Required<Pick<KillReport, 'found' | 'mended'>> & Pick<Killed, 'isSent' | 'stored'>

/** @param choose of so many calls of a run, those to be killed at */
export async function killAtCalls(
  place: Pick<KillPlan, 'folder' | 'preparedDatabase'>,
  choose: (calls: number) => NonNullable<KillPlan['killAt']>[],
): Promise<Killed[]> {
  const victim = await buildEntry(join(import.meta.dirname, 'kill-victim.ts'))
  try {
    const killed: Killed[] = []
    let before: KillPlan['before'] = null
    let last: (Life & { at: KillPlan['killAt'] }) | null = null
    const { calls } = await live(victim, { ...place, before, now: ids(), killAt: null })
    for (const at of [...choose(calls), null]) {
      const now = ids()
      const life = await live(victim, { ...place, before, now, killAt: at })
      if (last) killed.push({ ...last, found: life.found, mended: life.mended })
      last = { ...life, at }
      before = now
    }
    return killed
  } finally {
    rmSync(dirname(victim), { recursive: true })
  }
}

/** What was lost, is there twice, or does not go on. */
export function wrongWith({ isSent, stored, found, mended }: Killed): string[] {
  const [question, answer] = found
  const [, status = '', half = ''] = answer ?? []
  const wrong: string[] = []
  if (isSent ? found.length !== 2 : found.length !== 0 && found.length !== 2) wrong.push(`${found.length} messages`)
  if (question && question.join() !== 'user,complete,My words') wrong.push(`a question ${question.join()}`)
  if (status === 'streaming') wrong.push('an answer that nobody writes')
  if (!half.startsWith(stored) || !whole.startsWith(half)) wrong.push(`"${half}" where "${stored}" was stored`)
  const goesOn = [
    ['user', 'complete', 'My words'],
    ['assistant', 'complete', status === 'complete' ? half : `${half}And on.`],
    ['user', 'complete', 'And now?'],
    ['assistant', 'complete', 'And on.'],
  ]
  if (mended.join(';') !== goesOn.join(';')) wrong.push(`it goes on as ${mended.join('; ')}`)
  return wrong
}

const ids = () => ({ threadId: crypto.randomUUID(), messageId: crypto.randomUUID() })

async function live(victim: string, plan: KillPlan): Promise<Life & { calls: number }> {
  const child = spawn(process.execPath, [victim, JSON.stringify(plan)], { stdio: ['ignore', 'pipe', 'inherit'] })
  const exited = once(child, 'exit')
  const life = { found: [] as Said[], mended: [] as Said[], isSent: false, stored: '', calls: 0 }
  for await (const text of createInterface({ input: child.stdout })) {
    const { found, mended, sent, stored, calls } = JSON.parse(text) as KillReport
    if (found) life.found = found
    if (mended) life.mended = mended
    if (sent) life.isSent = true
    if (stored !== undefined) life.stored = stored
    if (calls !== undefined) life.calls = calls
  }
  const [code, signal] = (await exited) as [number | null, string | null]
  if (plan.killAt === null ? code !== 0 : signal !== 'SIGKILL') {
    throw new Error(`it ended with ${code ?? signal}, killed at ${JSON.stringify(plan.killAt)}`)
  }
  return life
}
