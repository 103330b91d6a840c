// A program under test: started in a process group of its own, heard, and ended with everything it has started.
import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'

export interface RunningProgram {
  /** The first line of output that matches. Rejects with the output when the program ends, or says nothing for long. */
  line(pattern: RegExp): Promise<RegExpExecArray>
  logs(): string
  /** Writes a line of our own among the program's. */
  log(line: string): void
  /** Sends a message over the program's IPC channel. */
  send(message: object): void
  onMessage(listener: (message: unknown) => void): void
  /** Resolves with the exit code, or null when a signal ended it. */
  ended: Promise<number | null>
  /** Asks it to end, and waits. Returns the exit code, at once if it has ended. Throws when it does not end in time. */
  stop(): Promise<number | null>
  /** Ends it and its children now, as a power cut would. */
  kill(): Promise<void>
  /** Memory of its process in bytes, without its children. */
  rss(): number
}

const patience = 60_000

/** Runs a program of ours on the Node that runs the tests. */
export function runProgram(
  args: readonly string[],
  env: Record<string, string | undefined>,
  cwd?: string,
): RunningProgram {
  const child = spawn(process.execPath, args, {
    cwd,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    detached: process.platform !== 'win32',
  })
  let output = ''
  const listeners = new Set<() => void>()
  const hear = (text: string): void => {
    output += text
    for (const listener of listeners) listener()
  }
  for (const stream of [child.stdout, child.stderr]) stream?.setEncoding('utf8').on('data', hear)
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve))
  const kill = (): void => killGroup(child.pid)
  // Tests that end early leave nothing behind.
  process.once('exit', kill)
  void ended.then(() => process.off('exit', kill))

  return {
    ended,
    logs: () => output,
    log: (line) => hear(`${line}\n`),
    send: (message) => void child.send(message),
    onMessage: (listener) => void child.on('message', listener),
    line(pattern) {
      const found = Promise.withResolvers<RegExpExecArray>()
      const look = (): void => {
        const match = pattern.exec(output)
        if (match) found.resolve(match)
      }
      const giveUp = (why: string): void =>
        found.reject(new Error(`${why} before it said ${String(pattern)}:\n${output}`))
      const timer = setTimeout(() => giveUp(`${patience / 1000} s passed`), patience)
      void ended.then((code) => giveUp(`It ended (${code})`))
      listeners.add(look)
      look()
      return found.promise.finally(() => {
        clearTimeout(timer)
        listeners.delete(look)
      })
    },
    async stop() {
      let isStuck = false
      const timer = setTimeout(() => {
        isStuck = true
        kill()
      }, 20_000)
      child.kill('SIGTERM')
      const code = await ended
      clearTimeout(timer)
      if (isStuck) throw new Error(`It did not end when asked to:\n${output}`)
      return code
    },
    async kill() {
      kill()
      await ended
    },
    rss: () => residentBytes(child.pid),
  }
}

function killGroup(pid: number | undefined): void {
  if (pid === undefined) return
  try {
    process.kill(process.platform === 'win32' ? pid : -pid, 'SIGKILL')
  } catch (error) {
    // It has ended already.
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error
  }
}

/** Linux tells it in the process's own file. */
export function residentBytes(pid: number | undefined): number {
  const [, kilobytes] = /^VmRSS:\s*(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? []
  return Number(kilobytes) * 1024
}
