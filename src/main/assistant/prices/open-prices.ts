// What is known of models: how much they take and what they cost. The owner's file wins over what an endpoint said of its
// own models, and that over the list that comes with Kith.
import { readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Price } from './cost'
import { factsIn, priceList } from './price-list'
import type { ModelFacts, PriceList } from './price-list'
import shipped from './prices.json' with { type: 'json' }

export interface KnownModel {
  /** Tokens it takes at once; null when nobody knows. */
  context: number | null
  /** Null when nobody knows. */
  price: Price | null
}

export interface Prices {
  /** By the host, with its port, and the name of the model there. Never rejects. */
  of(host: string, model: string): Promise<KnownModel>
  /** Reads the owner's list again, if it has changed. Never rejects. */
  look(): Promise<void>
  /** An endpoint said this of its models. Never rejects: it can be asked again. */
  learn(host: string, models: Record<string, ModelFacts>): Promise<void>
  /** Why the owner's file is not used; null when it is, or there is none. */
  trouble(): { path: string; reason: string } | null
}

export interface PricesParts {
  /** Kith's data folder. */
  folder: string
  /** Writes a file whole or not at all. */
  write: (path: string, text: string) => Promise<void>
  /** The owner's file cannot be read, or can be again. */
  onTrouble?: () => void
  today?: () => string
}

export const OWNERS_FILE = 'prices.json'
export const LEARNED_FILE = 'models-listed.json'

export function openPrices({ folder, write, onTrouble, today = isoDay }: PricesParts): Prices {
  const kiths = priceList.parse(shipped)
  const owners = watchFile(join(folder, OWNERS_FILE))
  const learned = watchFile(join(folder, LEARNED_FILE))
  let trouble: ReturnType<Prices['trouble']> = null
  let learning: Promise<void> = Promise.resolve()

  async function ownersList(): Promise<PriceList> {
    const { list, problem } = await owners()
    const now = problem === null ? null : { path: join(folder, OWNERS_FILE), reason: problem }
    if (now?.reason !== trouble?.reason) {
      trouble = now
      onTrouble?.()
    }
    return list
  }

  return {
    async of(host, model) {
      const [own, told] = await Promise.all([ownersList(), learned()])
      const found = [
        { source: 'owner' as const, facts: factsIn(own, host, model) },
        { source: 'provider' as const, facts: factsIn(told.list, host, model) },
        { source: 'kith' as const, facts: factsIn(kiths, host, model) },
      ]
      // A price is taken from one list as a whole: parts of two are no price.
      const priced = found.find(({ facts }) => facts?.input !== undefined && facts.output !== undefined)
      return {
        context: found.find(({ facts }) => facts?.context !== undefined)?.facts?.context ?? null,
        price: priced?.facts ? priceOf(priced.facts, priced.source) : null,
      }
    },

    look: async () => void (await ownersList()),

    learn(host, models) {
      learning = learning.then(async () => {
        if (Object.keys(models).length === 0) return
        try {
          const { list } = await learned()
          const hosts = { ...list.hosts, [host]: { asOf: today(), models } }
          await write(join(folder, LEARNED_FILE), `${JSON.stringify({ hosts }, null, 1)}\n`)
        } catch {
          // It is only known less well then.
        }
      })
      return learning
    },

    trouble: () => trouble,
  }
}

function priceOf(facts: ModelFacts & { asOf: string }, source: Price['source']): Price {
  const { input = 0, cachedInput, output = 0, upTo, asOf } = facts
  return { input, cachedInput, output, upTo, asOf, source }
}

/** Reads a list again whenever the file has changed. */
function watchFile(path: string) {
  const nothing: PriceList = { hosts: {} }
  let known: { stamp: string; list: PriceList; problem: string | null } = { stamp: '', list: nothing, problem: null }
  return async () => {
    const stamp = await stampOf(path)
    if (stamp === known.stamp) return known
    known = { stamp, ...(stamp === '' ? { list: nothing, problem: null } : await read(path)) }
    return known
  }

  async function read(file: string): Promise<{ list: PriceList; problem: string | null }> {
    try {
      const parsed = priceList.safeParse(JSON.parse(await readFile(file, 'utf8')))
      if (parsed.success) return { list: parsed.data, problem: null }
      const [issue] = parsed.error.issues
      return { list: nothing, problem: `${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'not a list of prices'}` }
    } catch (error) {
      return { list: nothing, problem: error instanceof Error ? error.message : String(error) }
    }
  }
}

/** Empty when there is no such file. */
async function stampOf(path: string): Promise<string> {
  try {
    const { mtimeMs, size, ino } = await stat(path)
    return `${mtimeMs} ${size} ${ino}`
  } catch {
    return ''
  }
}

function isoDay(): string {
  return new Date().toISOString().slice(0, 10)
}
