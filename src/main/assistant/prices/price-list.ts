// What a list of prices looks like: Kith's own, the owner's, and what endpoints say of their models have one form.
import { z } from 'zod'

const perMillion = z.number().min(0).max(100_000)

const modelFacts = z.looseObject({
  /** Tokens it takes at once. */
  context: z.int().min(1).max(100_000_000).optional(),
  /** US dollars for a million tokens. */
  input: perMillion.optional(),
  cachedInput: perMillion.optional(),
  output: perMillion.optional(),
  /** The price holds for prompts of so many tokens. */
  upTo: z.int().min(1).optional(),
})
export type ModelFacts = z.infer<typeof modelFacts>

const hostFacts = z.looseObject({
  /** The day somebody looked. */
  asOf: z.iso.date(),
  models: z.record(z.string(), modelFacts),
})

export const priceList = z.looseObject({ hosts: z.record(z.string(), hostFacts) })
export type PriceList = z.infer<typeof priceList>

/** What a list says of a model, and since when; undefined when nothing. */
export function factsIn(list: PriceList, host: string, model: string): (ModelFacts & { asOf: string }) | undefined {
  const ofHost = Object.hasOwn(list.hosts, host) ? list.hosts[host] : undefined
  const facts = ofHost && Object.hasOwn(ofHost.models, model) ? ofHost.models[model] : undefined
  return ofHost && facts && { ...facts, asOf: ofHost.asOf }
}
