import { readFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import { at } from '../../scripts/bootstrap/project.mjs'

/** Bytes, gzipped, of the JavaScript the page's own HTML asks for: scripts and modules preloaded. */
export function initialWeight() {
  const html = readFileSync(at('out/renderer/index.html'), 'utf8')
  const files = [...html.matchAll(/(?:src|href)="([^"]+\.js)"/g)].map(([, path]) => path.replace(/^\.?\//, ''))
  return [...new Set(files)].reduce((sum, file) => sum + gzipSync(readFileSync(at(`out/renderer/${file}`))).length, 0)
}
