// SQLite writes beside a file even when it only reads it, so a database is copied, and the copy is read. Its parts are
// copied one after the other: what was written meanwhile would tear them apart, so that it is copied until nothing was.
import { copyFileSync, rmSync, statSync } from 'node:fs'
import { Obstacle } from '../bootstrap/project.mjs'

/** The file, and what SQLite has not put away into it yet. */
const PARTS = ['', '-wal', '-journal']
const TRIES = 5

/**
 * @param {string} path of the database @param {string} copy
 * @param {{ copyFile?: (from: string, to: string) => void }} [options] for tests
 */
export function copyStill(path, copy, { copyFile = copyFileSync } = {}) {
  for (let tried = 0; tried < TRIES; tried += 1) {
    const before = stateOf(path)
    if (attempt(path, copy, copyFile) && stateOf(path) === before) return
  }
  throw new Obstacle(`${path} is being written all the time. Stop the program that uses it, and try again.`)
}

/** Whether every part could be copied: one may be put away in this very moment. */
function attempt(path, copy, copyFile) {
  for (const part of PARTS) {
    rmSync(copy + part, { force: true })
    if (!statSync(path + part, { throwIfNoEntry: false })) continue
    try {
      copyFile(path + part, copy + part)
    } catch (error) {
      if (error.code !== 'ENOENT') throw error
      return false
    }
  }
  return true
}

function stateOf(path) {
  return PARTS.map((part) => {
    const found = statSync(path + part, { bigint: true, throwIfNoEntry: false })
    return found ? `${found.ino} ${found.size} ${found.mtimeNs}` : 'none'
  }).join()
}
