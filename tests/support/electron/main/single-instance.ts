// Electron's single-instance lock across real processes: a file with the owner's process id, and a folder in which
// later instances leave what they were started with.
import { mkdirSync, readFileSync, readdirSync, renameSync, rmSync, watch, writeFileSync } from 'node:fs'
import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { z } from 'zod'

const knock = z.object({ args: z.array(z.string()), folder: z.string(), data: z.unknown().optional() })

export interface InstanceLock {
  /** False when another living process has it; that one is told. */
  request(userData: string, data: unknown): boolean
  release(): void
}

/** @param onSecond is told how a later instance was started */
export function createInstanceLock(onSecond: (args: string[], folder: string, data: unknown) => void): InstanceLock {
  let release: (() => void) | undefined
  return {
    request(userData, data) {
      if (release) return true
      const file = join(userData, 'standin.lock')
      const inbox = join(userData, 'standin-second-instances')
      mkdirSync(inbox, { recursive: true })
      if (!take(file)) {
        leave(inbox, { args: process.argv, folder: process.cwd(), data })
        return false
      }
      const watcher = watch(inbox, () => {
        for (const { args, folder, data } of collect(inbox)) onSecond(args, folder, data)
      })
      // The lock alone keeps nobody alive.
      watcher.unref()
      release = () => {
        watcher.close()
        rmSync(file, { force: true })
      }
      process.once('exit', () => release?.())
      return true
    },
    release: () => release?.(),
  }
}

function take(file: string): boolean {
  try {
    writeFileSync(file, String(process.pid), { flag: 'wx' })
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    if (isAlive(Number(readFileSync(file, 'utf8')))) return false
    // Its owner was killed.
    rmSync(file, { force: true })
    return take(file)
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}

/** Complete when it appears under its name. */
function leave(inbox: string, message: z.infer<typeof knock>): void {
  const name = randomUUID()
  writeFileSync(join(inbox, `${name}.part`), JSON.stringify(message))
  renameSync(join(inbox, `${name}.part`), join(inbox, `${name}.json`))
}

function collect(inbox: string): z.infer<typeof knock>[] {
  const files = readdirSync(inbox).filter((name) => name.endsWith('.json'))
  return files.map((name) => {
    const text = readFileSync(join(inbox, name), 'utf8')
    rmSync(join(inbox, name))
    return knock.parse(JSON.parse(text))
  })
}
