// What making vectors costs, where it is known: of OpenAI's own models, at OpenAI.

/** When these were read. */
export const PRICES_OF = '2026-11'

/** US dollars for a million tokens. https://platform.openai.com/docs/pricing */
const dollarsPerMillion: Readonly<Record<string, number>> = {
  'text-embedding-3-small': 0.02,
  'text-embedding-3-large': 0.13,
  'text-embedding-ada-002': 0.1,
}

/** Null when no price is known. */
export function costOf(kind: string, model: string, tokens: number): { dollars: number; pricesOf: string } | null {
  const price = kind === 'openai' ? dollarsPerMillion[model] : undefined
  return price === undefined ? null : { dollars: (tokens / 1_000_000) * price, pricesOf: PRICES_OF }
}
