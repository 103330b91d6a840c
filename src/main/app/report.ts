// What went wrong, as a text file somebody can send to those who can help. Nothing of what people wrote is in it: not the
// database's own words either, which may quote a value.
import { join } from 'node:path'
import { arch, release } from 'node:os'
import { appVersion } from '../embedded/app-version'
import { migrationFiles } from '../embedded/migration-files'
import { ENGINE } from '../embedded/opening-failure'
import { writeAtomically } from '../files/write-atomically'
import type { KithError } from '../../shared/errors'

/** @returns the path of the file */
export async function saveReport(folder: string, failure: KithError): Promise<string> {
  const now = new Date()
  const path = join(folder, `report-${now.toISOString().replaceAll(/[:.]/g, '-')}.txt`)
  await writeAtomically(path, reportOf(failure, now))
  return path
}

export function reportOf(failure: KithError, now: Date): string {
  const facts: [string, string | number][] = [
    ['time', now.toISOString()],
    ['failure', failure.code],
    ...ofMigration(failure),
    ['Kith', appVersion],
    ['newest migration', migrationFiles.at(-1)?.file ?? 'none'],
    ['PostgreSQL', ENGINE],
    ['system', `${process.platform} ${release()} ${arch()}`],
    ...Object.entries(process.versions)
      .filter(([name]) => ['node', 'electron'].includes(name))
      .map(([name, version]): [string, string] => [name, version ?? '']),
  ]
  return `${facts.map(([name, value]) => `${name}: ${value}`).join('\n')}\n`
}

function ofMigration(failure: KithError): [string, string | number][] {
  if (failure.code !== 'MIGRATION_FAILED') return []
  const { file, statement, sqlState } = (failure as KithError<'MIGRATION_FAILED'>).data
  return [
    ['file', file],
    ['statement', statement],
    ['SQLSTATE', sqlState ?? 'none'],
  ]
}
