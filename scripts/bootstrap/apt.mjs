// Packages of the system, where they can be installed without asking for a password.
import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { readIfThere } from './project.mjs'

/** What to put before a command to run it as root without a password; null when that is not possible. */
export function asRoot() {
  if (process.getuid?.() === 0) return []
  return spawnSync('sudo', ['-n', 'true'], { stdio: 'ignore' }).status === 0 ? ['sudo', '-n'] : null
}

/** `debian`, `ubuntu`, …, and the name of its release: `bookworm`. */
export function distribution() {
  const release = readIfThere('/etc/os-release') ?? ''
  const valueOf = (key) => new RegExp(`^${key}=["']?([^"'\\n]*)`, 'm').exec(release)?.[1]
  return { id: valueOf('ID'), codename: valueOf('VERSION_CODENAME') }
}

/**
 * A function that runs apt-get quietly as root and says whether it succeeded; null where that is not possible.
 * @returns {((...args: string[]) => boolean) | null}
 */
export function aptGet() {
  const command = existsSync('/usr/bin/apt-get') ? asRoot() : null
  if (!command) return null
  return (...args) => {
    const [program, ...first] = [...command, 'apt-get', '-y', '-qq', ...args]
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
    const { status, stderr } = spawnSync(program, first, { stdio: ['ignore', 'ignore', 'pipe'], encoding: 'utf8', env })
    if (status !== 0) process.stderr.write(stderr ?? '')
    return status === 0
  }
}

/** The version (`0.8.0`) of a package that apt would install; `0` when it knows none. */
export function candidateOf(name) {
  const { stdout } = spawnSync('/usr/bin/apt-cache', ['policy', name], { encoding: 'utf8' })
  return /Candidate: (?:\d+:)?([\d.]*\d)/.exec(stdout ?? '')?.[1] ?? '0'
}

/**
 * The system's own archive, for another suite: `{ URIs, Components, 'Signed-By' }` of the entry that serves `suite`.
 * @returns {Record<string, string> | undefined}
 */
export function archiveOf(suite, folder = '/etc/apt') {
  const parts = join(folder, 'sources.list.d')
  const files = [join(folder, 'sources.list')]
  if (existsSync(parts)) files.push(...readdirSync(parts).map((name) => join(parts, name)))
  return files
    .filter((file) => existsSync(file))
    .flatMap((file) => (file.endsWith('.sources') ? stanzasOf : linesOf)(readFileSync(file, 'utf8')))
    .find(({ Types, Suites }) => /\bdeb\b/.test(Types ?? '') && (Suites ?? '').split(/\s+/).includes(suite))
}

function stanzasOf(text) {
  return text.split(/\n\s*\n/).map((stanza) => {
    const lines = stanza.split('\n').filter((line) => !line.startsWith('#'))
    const fields = lines.join('\n').matchAll(/^([\w-]+):[ \t]*(.*(?:\n[ \t].*)*)/gm)
    return Object.fromEntries([...fields].map(([, name, value]) => [name, value]))
  })
}

function linesOf(text) {
  return [...text.matchAll(/^(deb)\s+(?:\[([^\]]*)\]\s+)?(\S+)\s+(\S+)\s+(.+)$/gm)].map(
    ([, Types, options = '', URIs, Suites, Components]) => {
      const key = /\bsigned-by=(\S+)/.exec(options)?.[1]
      return { Types, URIs, Suites, Components, ...(key && { 'Signed-By': key }) }
    },
  )
}
