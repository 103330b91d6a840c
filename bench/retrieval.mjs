// `npm run bench -- retrieval`: of the messages that answer a question, how many are among the first found? Over
// conversations of one person, in bench/retrieval. R@10 is the figure to watch.
//
//   --engine pglite | postgres   --json <file>
import { writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { openEngine } from './database/engines.mjs'
import { conversationRows, readQuestions } from './retrieval/conversations.mjs'
import { figuresOf } from './retrieval/figures.mjs'
import { fill, retrieversOf } from './retrieval/retrievers.mjs'
import { withTypo } from './retrieval/typos.mjs'
import { runOrExplain, say } from '../scripts/bootstrap/project.mjs'

const { values: options } = parseArgs({
  args: process.argv.slice(3),
  options: { engine: { type: 'string', default: 'pglite' }, json: { type: 'string' } },
})

await runOrExplain(async () => {
  const rows = conversationRows()
  const asked = readQuestions()
  const mistyped = asked
    .map((question, turn) => ({ ...question, text: withTypo(question.text, turn) }))
    .filter(({ text }) => text !== null)
  say(`${rows.messages.length} messages in ${rows.threads.length} threads, ${asked.length} questions.`)
  const engine = await openEngine(options.engine)
  const results = {}
  try {
    await fill(engine, rows)
    const retrievers = retrieversOf(engine)
    for (const [name, retrieve] of Object.entries(retrievers)) {
      results[name] = await figuresOf(asked, rows.byLabel, retrieve)
    }
    for (const name of ['recall, no model', 'recall, no model, no correction']) {
      results[`one typo a question: ${name}`] = await figuresOf(mistyped, rows.byLabel, retrievers[name])
    }
    for (const block of new Set(asked.map((question) => question.block))) {
      const some = asked.filter((question) => question.block === block)
      results[`recall, no model: ${block} (${some.length})`] = await figuresOf(
        some,
        rows.byLabel,
        retrievers['recall, no model'],
      )
    }
  } finally {
    await engine.close()
  }
  console.log(`\n${'%'.padEnd(56)}${['R@5', 'R@10', 'R@20', 'MRR'].map((head) => head.padStart(8)).join('')}`)
  for (const [name, figures] of Object.entries(results)) {
    console.log(
      name.padEnd(56) +
        Object.values(figures)
          .map((figure) => figure.toFixed(1).padStart(8))
          .join(''),
    )
  }
  if (options.json) writeFileSync(options.json, `${JSON.stringify(results, null, 2)}\n`)
})
