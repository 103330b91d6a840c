// What an answer cost, from what the provider counted. Where anything is not known there is no cost: never a guess.
import { z } from 'zod'

export interface Price {
  /** US dollars for a million tokens. */
  input: number
  cachedInput?: number | undefined
  output: number
  upTo?: number | undefined
  asOf: string | null
  source: 'kith' | 'provider' | 'owner' | 'local'
}

/** A row of `ai_runs.cost`. */
export interface RunCost {
  amount: number
  currency: 'USD'
  asOf: string | null
  source: Price['source']
}

const count = z.number().min(0)
const usage = z.object({
  inputTokens: count,
  outputTokens: count,
  /** Part of the input. */
  cachedInputTokens: count.optional().catch(undefined),
})

/** Costs nothing: it runs on the owner's own computer. */
export const freeOfCharge: Price = { input: 0, output: 0, asOf: null, source: 'local' }

/** Thinking is part of the output, and what is known from before part of the input, as every provider counts them. */
export function costOf(counted: unknown, price: Price | null): RunCost | null {
  const read = usage.safeParse(counted)
  if (price === null || !read.success) return null
  const { inputTokens, outputTokens, cachedInputTokens = 0 } = read.data
  const cached = Math.min(cachedInputTokens, inputTokens)
  if (price.upTo !== undefined && inputTokens > price.upTo) return null
  const dollars =
    (inputTokens - cached) * price.input + cached * (price.cachedInput ?? price.input) + outputTokens * price.output
  // A hundred-millionth of a dollar is less than any token costs.
  const amount = Math.round(dollars * 100) / 100_000_000
  return { amount, currency: 'USD', asOf: price.asOf, source: price.source }
}

/** Of both halves of an answer that waited in between: dated and named as the second. Unknown where one is. */
export function costOfBoth(first: unknown, second: RunCost | null): RunCost | null {
  const { data } = z.object({ amount: count }).safeParse(first)
  if (!data || !second) return null
  return { ...second, amount: Math.round((data.amount + second.amount) * 1e8) / 1e8 }
}
