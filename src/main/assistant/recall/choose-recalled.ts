// What of everything that was found is worth its place in the prompt.
import { estimateTokenCount } from 'tokenx'
import type { LeftOut, LeftOutByOwner, Recalled } from './recalled'
import { renderItem } from './render-recalled'

/** Of the best score of its kind: below this, what was found only happens to share a word with what was asked. */
const CLOSE_ENOUGH = 0.4
/** Tokens, estimated. Ten messages with two neighbours on either side take about 1,400. */
export const RECALL_BUDGET = 2_000
/** Of the budget: memories are short and were kept on purpose, but they must not crowd out what was said. */
const BUDGET_OF_MEMORIES = 800

export interface Chosen {
  used: Recalled[]
  leftOut: { item: Recalled; reason: LeftOut }[]
}

interface ChooseOptions {
  /** Tokens for everything; a smaller context gets less. */
  budget?: number
  /** Whether the prompt has these words already. */
  isPresent?: (text: string) => boolean
  /** Why its owner wants it left out, if so. */
  isUnwanted?: (item: Recalled) => LeftOutByOwner | null
}

/** Memories first, then messages by rank, then their neighbours as far as there is space, the nearest first. */
export function chooseRecalled(
  found: readonly Recalled[],
  { budget = RECALL_BUDGET, isPresent = () => false, isUnwanted = () => null }: ChooseOptions = {},
): Chosen {
  const used: Recalled[] = []
  const leftOut: Chosen['leftOut'] = []
  const words = new Set<string>()
  let left = budget

  const unwanted = new Map(found.map((item) => [item, isUnwanted(item)]))
  const best = (kind: Recalled['kind']) =>
    Math.max(0, ...found.filter((item) => item.kind === kind && !unwanted.get(item)).map(({ score }) => score ?? 0))
  const enough = { memory: best('memory') * CLOSE_ENOUGH, message: best('message') * CLOSE_ENOUGH }

  function take(items: readonly Recalled[], limit: number): void {
    const reserve = left - Math.min(limit, left)
    for (const item of items) {
      const said = item.text.trim().toLowerCase()
      const tokens = estimateTokenCount(renderItem(item))
      const isDistant = item.score !== null && item.score < enough[item.kind]
      const isKnown = words.has(said) || isPresent(item.text)
      const byItself = isDistant ? 'distant' : isKnown ? 'duplicate' : tokens > left - reserve ? 'budget' : null
      const reason = unwanted.get(item) ?? byItself
      if (reason) {
        leftOut.push({ item, reason })
        continue
      }
      words.add(said)
      used.push(item)
      left -= tokens
    }
  }

  const messages = found.filter(({ kind }) => kind === 'message')
  take(
    found.filter(({ kind }) => kind === 'memory'),
    Math.min(BUDGET_OF_MEMORIES, Math.ceil(budget * 0.4)),
  )
  take(
    messages.filter(({ rank }) => rank !== null),
    left,
  )
  take(neighboursOf(used, messages), left)
  return { used, leftOut: leftOut.filter(({ item }) => item.rank !== null || unwanted.get(item)) }
}

/** Those beside what is used already, the nearest of the best first. */
function neighboursOf(used: readonly Recalled[], messages: readonly Recalled[]): Recalled[] {
  const hits = new Set(used)
  return [...Map.groupBy(messages, ({ threadId }) => threadId).values()]
    .flatMap((some) => {
      const inOrder = some.toSorted((one, other) => (one.seq ?? 0) - (other.seq ?? 0))
      return inOrder.flatMap((item, place) => {
        if (item.rank !== null) return []
        // Two on either side came along with each; what stands further away came along with another.
        const away = [1, 2].filter((step) => [place - step, place + step].some((at) => isHit(inOrder[at])))
        return away.length > 0 ? [{ item, away: Math.min(...away) }] : []
      })
    })
    .toSorted((one, other) => one.away - other.away)
    .map(({ item }) => item)

  function isHit(item: Recalled | undefined): boolean {
    return item !== undefined && item.rank !== null && hits.has(item)
  }
}
