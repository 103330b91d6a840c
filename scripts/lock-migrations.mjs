// `npm run lock:migrations`: adds the migrations that have no line in supabase/migrations.lock yet. From then on they
// are never changed: databases that applied them exist. `npm run lock:migrations -- <file>` adds up to that file.
import { createHash } from 'node:crypto'
import { readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { at, readIfThere } from './bootstrap/project.mjs'

const lock = at('supabase/migrations.lock')
const [last = '\uffff'] = process.argv.slice(2)
const listed = (readIfThere(lock) ?? '').trimEnd().split('\n').filter(Boolean)
const known = new Set(listed.map((line) => line.split('  ')[1]))

const added = readdirSync(at('supabase/migrations'))
  .filter((name) => name.endsWith('.sql') && !known.has(name) && name <= last)
  .toSorted()
const tooEarly = added.find((name) => name < (listed.at(-1)?.split('  ')[1] ?? ''))
if (tooEarly) throw new Error(`${tooEarly} comes before a migration that has landed. Give it a later version.`)
const lines = added.map((name) => {
  const text = readFileSync(at('supabase/migrations', name))
  return `${createHash('sha256').update(text).digest('hex')}  ${name}`
})
writeFileSync(lock, [...listed, ...lines, ''].join('\n'))
console.log(`[kith] ${added.length === 0 ? 'Every migration is locked already.' : `Locked: ${added.join(', ')}`}`)
