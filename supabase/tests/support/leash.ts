// A server of a test run. It ends with the process that started it, however that ends: a shell between the two waits
// for the end of its standard input, which the system closes when that process is gone.
import { spawn } from 'node:child_process'
import { once } from 'node:events'

const script = `
  exec 3<&0
  "$@" 3<&- </dev/null & child=$!
  (cat <&3; kill -INT $child) >/dev/null 2>&1 &
  wait $child
  code=$?
  [ -z "$KITH_LEASH_FOLDER" ] || rm -rf "$KITH_LEASH_FOLDER"
  exit $code`

export interface Leash {
  stop(): Promise<void>
}

interface LeashOptions {
  command: string[]
  /** What it says when it can be used. */
  ready: RegExp
  env?: Record<string, string>
  /** What is left of it, deleted afterwards. */
  folder?: string
  /** Whom it runs as. */
  user?: { uid: number; gid: number }
}

/** Resolves when the server is ready. Throws with its last words when it ends before. */
export async function startOnLeash({ command, ready, env, folder = '', user }: LeashOptions): Promise<Leash> {
  const shell = spawn('/bin/sh', ['-c', script, 'sh', ...command], {
    stdio: ['pipe', 'pipe', 'pipe'],
    env: { ...process.env, ...env, KITH_LEASH_FOLDER: folder },
    ...user,
  })
  const ended = once(shell, 'exit')
  let said = ''
  await new Promise<void>((resolve, reject) => {
    const listen = (text: string) => {
      said = (said + text).slice(-10_000)
      if (ready.test(said)) resolve()
    }
    shell.stdout.setEncoding('utf8').on('data', listen)
    shell.stderr.setEncoding('utf8').on('data', listen)
    shell.on('error', reject)
    shell.on('exit', (code) => reject(new Error(`${command[0]} ended (${code}) before it was ready:\n${said}`)))
  })
  return {
    async stop() {
      shell.stdin.end()
      await ended
    },
  }
}
