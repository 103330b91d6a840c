// What the other parts share: the application that is run, its folders, and the record of what was only written down.
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { z } from 'zod'

export const applicationFolder = resolve(process.argv[2] ?? '.')

export const applicationPackage = z
  .object({ name: z.string(), productName: z.string().optional(), version: z.string(), main: z.string() })
  .parse(JSON.parse(readFileSync(join(applicationFolder, 'package.json'), 'utf8')))

/** Gone when the process ends. */
export const scratch = mkdtempSync(join(tmpdir(), 'standin-'))
process.once('exit', () => rmSync(scratch, { recursive: true, force: true }))

/** A folder in the scratch folder, made. */
export function scratchFolder(name: string): string {
  const folder = join(scratch, name)
  mkdirSync(folder, { recursive: true })
  return folder
}

export interface Recorded {
  what: string
  detail: unknown
}

const records: Recorded[] = []

/** Writes down what Electron would have shown or done outside the application. */
export function record(what: string, detail: unknown = null): void {
  records.push({ what, detail })
  if (process.env.STANDIN_TRACE) console.error('[standin]', what, detail)
}

export function recorded(): readonly Recorded[] {
  return records
}

/** An event whose default can be prevented. */
export function preventable<T extends object>(extra: T): T & { defaultPrevented: boolean; preventDefault(): void } {
  return {
    ...extra,
    defaultPrevented: false,
    preventDefault() {
      this.defaultPrevented = true
    },
  }
}
