// build/icons.lock: of which drawings the icons were made, and which they are. Rendering again would give other bytes with
// every Chromium, so whether they are fresh is read from here.
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { at, hashOf, readIfThere } from '../bootstrap/project.mjs'
import { sources } from './drawings.mjs'

const lock = 'build/icons.lock'
const makers = ['scripts/icons/containers.mjs', 'scripts/icons/drawings.mjs', 'scripts/icons/files.mjs']

/** @param {Record<string, Buffer>} files by their paths in build */
export function lockOf(files) {
  const lines = Object.entries(files).map(([path, content]) => `${sha256(content)}  ${path}`)
  return `${hashOf(...sources, ...makers)}  sources\n${lines.join('\n')}\n`
}

export const lockPath = at(lock)

/** @returns {string[]} what does not fit, in words; nothing when the icons are those of the drawings */
export function staleIcons() {
  const lines = (readIfThere(lockPath) ?? '').trim().split('\n')
  const entries = lines.map((line) => line.split('  '))
  const made = entries.find(([, path]) => path === 'sources')?.[0]
  const stale = made === hashOf(...sources, ...makers) ? [] : ['The drawings are newer than the icons.']
  for (const [hash, path] of entries.filter(([, path]) => path && path !== 'sources')) {
    if (readHash(at('build', path)) !== hash) stale.push(`build/${path} is not what was rendered.`)
  }
  return stale
}

function readHash(path) {
  try {
    return sha256(readFileSync(path))
  } catch (error) {
    if (error.code === 'ENOENT') return null
    throw error
  }
}

function sha256(content) {
  return createHash('sha256').update(content).digest('hex')
}
