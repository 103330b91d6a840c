// A folder in the shape of an unpacked Electron for Linux, where Electron itself cannot be had: enough for electron-builder to
// make a package of it and to set its fuses. It does not run.
import { chmodSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { FuseV1Options } from '@electron/fuses'
import { at } from '../bootstrap/project.mjs'

/** Marks the fuses in Electron's executable. */
const sentinel = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX'
const empty = [
  'LICENSE',
  'LICENSES.chromium.html',
  'chrome-sandbox',
  'chrome_crashpad_handler',
  'icudtl.dat',
  'resources.pak',
  'locales/de.pak',
  'locales/en-US.pak',
]

/** Writes it, whatever is there. */
export function writeStubElectron(folder) {
  rmSync(folder, { recursive: true, force: true })
  for (const path of empty) write(join(folder, path), '')
  mkdirSync(join(folder, 'resources'))
  write(join(folder, 'version'), JSON.parse(readFileSync(at('node_modules/electron/package.json'), 'utf8')).version)
  write(join(folder, 'electron'), Buffer.concat([Buffer.from('#!/bin/sh\nexit 97\n'), wire()]))
  chmodSync(join(folder, 'electron'), 0o755)
}

/** Version and number of the fuses, then one byte for each, all of them on: a package that leaves one is found out. */
function wire() {
  const count = Object.values(FuseV1Options).filter((value) => typeof value === 'number').length
  return Buffer.concat([Buffer.from(sentinel), Buffer.from([1, count]), Buffer.from('1'.repeat(count))])
}

function write(path, content) {
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, content)
}
