// The log in the data folder, the report, and whether the last Kith ended in order.
import { join } from 'node:path'
import { describeError } from '../../shared/described-error'
import type { Profile } from '../../shared/contract/profiles'
import { KithError } from '../../shared/errors'
import { oneAfterOther } from '../../shared/one-after-other'
import type { Call } from '../database/call'
import { few } from '../diagnostics/few'
import { log, writeLogTo } from '../diagnostics/log'
import { openLogFile } from '../diagnostics/log-file'
import { beginRun } from '../diagnostics/unclean-end'
import type { Run } from '../diagnostics/unclean-end'
import { writeAtomically } from '../files/write-atomically'
import type { Diagnostics } from '../router/context'
import type { Host } from './host'
import { versions } from './versions'

/** A page that fails fails again and again; the first times say why. */
const PAGE_LIMITS = { aMinute: 20, inAll: 500 }
/** Nobody saves more; a page that does must not fill the disk. */
const SAVE_LIMITS = { aMinute: 10, inAll: 100 }

export interface DiagnosticsHere extends Diagnostics {
  /** From now on an end that is not in order is known to the next start. */
  begin(): void
  /** The database is this Kith's and no other's: see `unclean-end`. */
  own(): void
  /** When this start found that the last Kith had not ended in order, as an ISO time; null: it had. */
  uncleanSince(): string | null
  /** Whose state it is, once there is one. */
  follow(kith: Followed): void
  /** Kith ends in order from here on, whether or not it is given the time. Synchronous. */
  noteEnd(): void
  /** Kith ends in order. */
  close(): void
}

interface Followed {
  failure(): KithError | null
  /** Asks the database that is open; null where none is. */
  call(): Call | null
  profileKind(): Profile['kind']
}

const nobody: Followed = { failure: () => null, call: () => null, profileKind: () => 'embedded' }

/** Writes a first line at once; a folder that cannot be written to keeps nobody from starting. */
export function openDiagnostics(host: Host): DiagnosticsHere {
  const folder = join(host.dataFolder, 'logs')
  const file = openLogFile({
    folder,
    onTrouble: (error) => log.error('the log cannot be written', error),
  })
  writeLogTo(file)
  const { pglite: _, ...facts } = versions
  // Node says it on stderr by itself and ends Kith, and so does shell/uncaught.ts. The next start has it in its report.
  const noteEnd = (error: unknown) => log.quietly('main', 'an error nobody caught', describeError(error))
  process.on('uncaughtExceptionMonitor', noteEnd)
  log.info('start', { ...facts, kind: host.kind })
  const mayTell = few(PAGE_LIMITS)
  const maySave = few(SAVE_LIMITS)
  const inTurn = oneAfterOther()
  let kith: Followed = nobody
  let run: Run | null = null
  let uncleanSince: string | null = null

  function noteUnclean(of: Run | null): void {
    const unclean = of?.unclean()
    if (!unclean || uncleanSince !== null) return
    uncleanSince = new Date().toISOString()
    log.info('the last run did not end in order', { version: unclean.version })
  }

  async function report(): Promise<string> {
    const { makeReport } = await import('./make-report')
    const found = { failure: kith.failure(), call: kith.call(), profileKind: kith.profileKind() }
    return makeReport({ host, ...found, lines: await file.lines() })
  }

  return {
    begin() {
      run ??= beginRun(folder, versions.kith)
      noteUnclean(run)
    },
    own() {
      run?.own()
      noteUnclean(run)
    },
    uncleanSince: () => uncleanSince,
    follow: (next) => void (kith = next),
    report,
    async saveReport() {
      if (!maySave()) throw new KithError('NOT_ALLOWED', { reason: 'Enough reports were saved for now.' })
      // One of each minute.
      const minute = new Date().toISOString().slice(0, 16).replaceAll(':', '-')
      const path = join(host.dataFolder, `report-${minute}-00-000Z.txt`)
      return inTurn(async () => {
        await writeAtomically(path, await report())
        return path
      })
    },
    places: () => ({ folder, bytes: file.size(), canShow: host.showInFolder !== undefined }),
    showLogs: () => host.showInFolder?.(join(folder, 'kith.log')),
    deleteLogs: () => file.clear(),
    pageFailed({ where, error }) {
      const passed = mayTell()
      if (!passed) return
      log.quietly('page', 'a page failed', error, { where, ...(passed.keptBack > 0 && { count: passed.keptBack }) })
    },
    noteEnd: () => run?.end(),
    close() {
      log.info('end')
      run?.end()
      process.off('uncaughtExceptionMonitor', noteEnd)
      writeLogTo(null)
    },
  }
}
