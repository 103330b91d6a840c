// `npm run import:mastra -- --from file:./mastra.db`: moves what a Mastra project has stored (LibSQL file or server,
// PostgreSQL) into Kith: threads, messages, working memory, metadata, vectors. The source is only read. It can be ended with
// Ctrl+C and begun again; what is there already is recognised. See docs/connector.md.
//
//   --from <url>               file:…, libsql://… (LIBSQL_AUTH_TOKEN) or postgres://…
//   --vectors-from <url>       where the vectors are, if somewhere else
//   --vectors <model>          takes vectors along, as made by this embedding model; without it they are counted and left
//   --persona <resource>=<name>   what a resource becomes (repeatable); `<resource>=` for no persona.
//                              Without: each becomes a persona of its own name
//   --only <resource>          imports this resource and leaves the others (repeatable)
//   --data <folder>            Kith's data folder (default: where Kith keeps its data); Kith must not be running
//   --dry-run                  reads everything, writes nothing, says what would be done. Kith's data are copied for it,
//                              and the copy is brought to the newest state where they are older
//
// With SUPABASE_URL, SUPABASE_PUBLISHABLE_KEY, KITH_EMAIL and KITH_PASSWORD it goes to that Supabase project instead.
import { parseArgs } from 'node:util'
import { Obstacle, runOrExplain, say } from './bootstrap/project.mjs'
import { inWords } from './import-mastra/report.mjs'
import { openSource } from './import-mastra/sources.mjs'
import { openTarget } from './import-mastra/target.mjs'
import { loadModule } from './load-module.mjs'

await runOrExplain(async () => {
  const options = readOptions()
  const signal = stopping()
  const source = await openSource(options.from, options['vectors-from'])
  try {
    await importFrom(source.source, options, signal)
  } finally {
    await source.close()
  }
})

async function importFrom(source, options, signal) {
  const isDryRun = options['dry-run']
  const connector = await loadModule('src/main/store/import/index.ts')
  const target = await openTarget({ folder: options.data, vectorModel: options.vectors, isDryRun })
  try {
    let told = 0
    const report = await connector.importMastra({
      source,
      target: target.storage,
      userId: target.userId,
      personaOf: connector.personasFor({
        call: target.call,
        userId: target.userId,
        names: personaNames(options.persona ?? []),
        ...(options.only && { only: new Set(options.only) }),
        isDryRun,
      }),
      isDryRun,
      signal,
      onProgress(report) {
        if (Date.now() - told < 1_000) return
        told = Date.now()
        say(`${report.threads.found} threads, ${report.messages.found} messages ...`)
      },
    })
    console.log(`\n${inWords(report, signal.aborted)}`)
    if (report.problems.some(({ kind }) => kind === 'failed')) process.exitCode = 1
  } finally {
    await target.close()
  }
}

/** The first signal ends it after the thread that is being imported, the next one at once. */
function stopping() {
  const controller = new AbortController()
  const stop = () => (controller.signal.aborted ? process.exit(130) : controller.abort())
  for (const name of ['SIGINT', 'SIGTERM']) process.on(name, stop)
  return controller.signal
}

function readOptions() {
  const { values } = parseArgs({
    options: {
      from: { type: 'string' },
      'vectors-from': { type: 'string' },
      vectors: { type: 'string' },
      persona: { type: 'string', multiple: true },
      only: { type: 'string', multiple: true },
      data: { type: 'string' },
      'dry-run': { type: 'boolean', default: false },
    },
  })
  if (!values.from) throw new Obstacle('Say where from: npm run import:mastra -- --from file:./mastra.db --dry-run')
  return values
}

function personaNames(given) {
  return new Map(
    given.map((pair) => {
      const at = pair.lastIndexOf('=')
      if (at < 1) throw new Obstacle(`--persona takes <resource>=<name>, not ${pair}.`)
      return [pair.slice(0, at), pair.slice(at + 1) || null]
    }),
  )
}
