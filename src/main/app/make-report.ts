// The report of this Kith: what it is and stands on, and how much there is. Loaded when somebody wants one.
import { describeError } from '../../shared/described-error'
import type { Profile } from '../../shared/contract/profiles'
import type { KithError } from '../../shared/errors'
import type { Call } from '../database/call'
import { reportOf } from '../diagnostics/report'
import { migrationFiles } from '../embedded/migration-files'
import { ENGINE } from '../embedded/opening-failure'
import type { Host } from './host'
import { versions } from './versions'
import { within } from './within'

const COUNT_WITHIN_MS = 3_000

interface ReportParts {
  host: Pick<Host, 'kind'>
  profileKind: Profile['kind']
  /** Why there is no database, where there is none. */
  failure: KithError | null
  /** The database that is open, if one is. */
  call: Call | null
  /** Of the log, the oldest first. */
  lines: readonly string[]
}

export async function makeReport({ host, profileKind, failure, call, lines }: ReportParts): Promise<string> {
  // What is not counted in time is not waited for: whoever wants a report has waited enough.
  const counted = call && within(count(call), COUNT_WITHIN_MS, () => new Error('Counting took too long.'))
  const counts = await Promise.resolve(counted).catch(() => null)
  return reportOf(
    { failure: failure && describeError(failure), versions: facts(host, profileKind), counts },
    lines,
    new Date(),
  )
}

function facts(host: Pick<Host, 'kind'>, profileKind: Profile['kind']): [string, string][] {
  return [
    ['Kith', versions.kith],
    ['newest migration', migrationFiles.at(-1)?.file ?? 'none'],
    ['PostgreSQL', `${ENGINE} (PGlite ${versions.pglite})`],
    ['system', versions.system],
    ['node', versions.node],
    ['Electron', versions.electron ?? 'none'],
    ['Chromium', versions.chromium ?? 'the browser’s own'],
    ['host', host.kind],
    ['profile', profileKind],
  ]
}

async function count(call: Call): Promise<Record<string, number>> {
  const [personas, [threads], coverage] = await Promise.all([
    call('ai_list_personas', {}),
    call('ai_query_threads', { max_rows: 0 }),
    // Of no model in particular: what it counts besides is everything.
    call('ai_embedding_coverage', { model: 'none', all_personas: true }),
  ])
  const of = (kind: string) => coverage.find((row) => row.kind === kind)?.total ?? 0
  return { personas: personas.length, threads: threads?.total ?? 0, messages: of('message'), memories: of('memory') }
}
