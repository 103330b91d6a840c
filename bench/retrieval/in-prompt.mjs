// How much of what answers a question reaches the prompt, within its budget and with its neighbours, and how much else.
import { loadModule as load } from '../../scripts/load-module.mjs'
import { quantile } from '../database/measure.mjs'
import { asOwner } from './retrievers.mjs'

/**
 * @param {import('./conversations.mjs').Question[]} questions
 * @param {Map<string, string>} byLabel Ids of the messages.
 * @returns {Promise<{ share: number, tokens: number, messages: number }>} share of the answering messages; p50 of tokens
 */
export async function measurePrompts(database, questions, byLabel) {
  const { findRecalled } = await load('src/main/assistant/recall/find-recalled.ts')
  const { chooseRecalled } = await load('src/main/assistant/recall/choose-recalled.ts')
  const { renderRecalled } = await load('src/main/assistant/recall/render-recalled.ts')
  const { estimateTokenCount } = await import('tokenx')
  let share = 0
  const tokens = []
  const messages = []
  for (const question of questions) {
    const found = await findRecalled((name, args) => callAsOwner(database, name, args), {
      personaId: null,
      query: question.text,
      present: { threadId: '00000000-0000-4000-8000-00000000ffff', fromSeq: 0 },
      signal: new AbortController().signal,
    })
    const { used } = chooseRecalled(found)
    const given = new Set(used.map(({ id }) => id))
    share += question.labels.filter((label) => given.has(byLabel.get(label))).length / question.labels.length
    tokens.push(estimateTokenCount(renderRecalled(used)))
    messages.push(used.length)
  }
  return { share: share / questions.length, tokens: quantile(tokens, 0.5), messages: quantile(messages, 0.5) }
}

async function callAsOwner(database, name, args) {
  const given = Object.entries(args).filter(([, value]) => value !== undefined)
  const list = given.map(([key], index) => `${key} => $${index + 1}`).join(', ')
  const rows = await asOwner(database, (sql) =>
    sql(
      `select * from public.${name}(${list})`,
      given.map(([, value]) => value),
    ),
  )
  // Over the wire, times are text.
  return JSON.parse(JSON.stringify(rows))
}
