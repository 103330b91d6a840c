// What a model may hand back, and how much of it is believed: nothing that is not in this shape.
import { z } from 'zod'
import { memoryKind } from '../../../shared/contract/memories'
import { toStorableText } from '../../../shared/domain/stored-text'

/** A model that says more than this has not understood. In UTF-16 code units. */
export const LONGEST_SAID = 20_000
const MOST_READ = 20

const line = (longest: number) =>
  z
    .string()
    .transform((text) => toStorableText(text).replaceAll(/\s+/g, ' ').trim())
    .pipe(z.string().min(1).max(longest))

export const candidate = z.object({
  fact: line(300),
  kind: z.preprocess(lowered, memoryKind),
  importance: z.preprocess(lowered, z.enum(['low', 'normal', 'high'])).catch('normal'),
  quote: z.string().min(1).max(600),
  label: z.preprocess(lowered, z.enum(['new', 'same', 'updates', 'contradicts'])),
  /** Of the memory it is about. */
  id: z.string().nullable().catch(null),
})
export type Candidate = z.infer<typeof candidate>

/** Whatever can be read of what a model said, be it wrapped in words, fenced, cut off or otherwise broken. */
export function readCandidates(said: string): Candidate[] {
  const text = said.slice(0, LONGEST_SAID).replaceAll(/<think>[\s\S]*?(?:<\/think>|$)/gi, '')
  return objectsIn(text)
    .flatMap((object) => candidate.safeParse(object).data ?? [])
    .slice(0, MOST_READ)
}

/** Objects without objects in them; one that is broken costs only itself. */
function objectsIn(text: string): unknown[] {
  return (text.match(/\{(?:[^{}"]|"(?:[^"\\\n]|\\.)*")*\}/g) ?? []).flatMap((piece) => {
    try {
      return [JSON.parse(piece) as unknown]
    } catch {
      return []
    }
  })
}

function lowered(value: unknown): unknown {
  return typeof value === 'string' ? value.trim().toLowerCase() : value
}
