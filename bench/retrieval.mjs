// `npm run bench -- retrieval`: how well recall finds again what was said. Written conversations with facts planted in
// them, and questions that mostly use other words; the same in every run. What is compared: looking for the text of the
// question, PostgreSQL's full text search as it comes, recall by words, with a typing error in every question, and with
// vectors of a stand-in for an embedding model. --missed lists the questions whose answers are not among the first ten.
// --record: into docs/performance.md.
import { parseArgs } from 'node:util'
import { openThrowAwayDatabase } from '../scripts/gen-types/throw-away-database.mjs'
import { runOrExplain, say } from '../scripts/bootstrap/project.mjs'
import { recordFigures } from '../scripts/performance/figures.mjs'
import { conversationRows, readQuestions } from './retrieval/conversations.mjs'
import { measurePrompts } from './retrieval/in-prompt.mjs'
import { measureQuality } from './retrieval/quality.mjs'
import { fill, retrievers } from './retrieval/retrievers.mjs'
import { withTypo } from './retrieval/typos.mjs'

const { values: options } = parseArgs({
  args: process.argv.slice(3),
  options: { missed: { type: 'boolean' }, record: { type: 'boolean', default: false } },
})

/** In percent of what answers, among the first ten that are found. */
const floors = { 'recall by words': 75 }

await runOrExplain(async () => {
  const rows = conversationRows()
  const questions = readQuestions()
  const mistyped = questions
    .map((question, turn) => ({ ...question, text: withTypo(question.text, turn) }))
    .filter(({ text }) => text !== null)
  const figures = []
  const database = await openThrowAwayDatabase()
  try {
    await fill(database, rows)
    say(`${rows.messages.length} messages in ${rows.threads.length} threads, ${questions.length} questions\n`)
    say('| retriever | R@5 | R@10 | R@20 | MRR | ms |')
    say('|---|---|---|---|---|---|')
    const blocks = new Map()
    for (const { name, retrieve, asked = 'as written' } of retrievers) {
      const given = asked === 'mistyped' ? mistyped : questions
      await report(name, given, (question) => retrieve(database, question), blocks)
    }
    const prompts = await measurePrompts(database, questions, rows.byLabel)
    say(
      `\nIn the prompt: ${percent(prompts.share)} % of the messages that answer, in ${prompts.messages} messages and ${prompts.tokens} tokens (p50)`,
    )
    figures.push({ what: 'In the prompt, of the messages that answer', value: 100 * prompts.share, unit: '%' })
    figures.push({ what: 'Tokens these take, p50', value: prompts.tokens, unit: '' })
    say('\nR@10 by kind of question\n')
    const kinds = [...new Set(questions.map(({ block }) => block))]
    say(`| retriever | ${kinds.join(' | ')} |`)
    say(`|---|${kinds.map(() => '---|').join('')}`)
    for (const [name, ofBlock] of blocks)
      say(`| ${name} | ${kinds.map((kind) => percent(ofBlock.get(kind))).join(' | ')} |`)
    if (options.record) recordFigures('retrieval', { figures })
  } finally {
    await database.close()
  }

  async function report(name, given, retrieve, blocks) {
    const found = new Map()
    const begun = performance.now()
    for (const question of given) found.set(question, await retrieve(question))
    const each = (performance.now() - begun) / given.length
    const quality = await measureQuality(given, rows.byLabel, (question) => found.get(question))
    const { at5, at10, at20, reciprocalRank } = quality
    say(`| ${name} | ${[at5, at10, at20, reciprocalRank].map(percent).join(' | ')} | ${each.toFixed(0)} |`)
    const floor = name in floors ? { aim: floors[name], isFloor: true } : {}
    figures.push({ what: `R@10, ${name}`, value: 100 * at10, unit: '%', ...floor })
    const ofBlock = new Map()
    for (const [block, asked] of Map.groupBy(given, ({ block }) => block)) {
      ofBlock.set(block, (await measureQuality(asked, rows.byLabel, (question) => found.get(question))).at10)
    }
    blocks.set(name, ofBlock)
    if (!options.missed) return
    for (const question of given) {
      const first = found.get(question).slice(0, 10)
      const missing = question.labels.filter((label) => !first.includes(rows.byLabel.get(label)))
      if (missing.length > 0) say(`    ${question.text} (${missing.join(', ')})`)
    }
  }
})

function percent(share) {
  return share === undefined ? '' : (100 * share).toFixed(1)
}
