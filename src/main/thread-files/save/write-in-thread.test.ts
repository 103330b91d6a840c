// A thread that does not come to an end is ended, and what it was given is written without what it stumbled over.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { writeInThread } from './write-in-thread'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'kith-writing-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

/** A thread that answers with what this says. */
function threadThat(does: string) {
  const path = join(folder, 'entry.mjs')
  const begin =
    "import { parentPort } from 'node:worker_threads'\nconst tell = (told) => parentPort.postMessage(told)\n"
  writeFileSync(path, `${begin}parentPort.on('message', ({ text, uncoloured }) => { ${does} })`)
  return writeInThread({ thread: path, colourer: null }, 'en', { memoryMb: 64, patienceMs: 300 })
}

test('a block nobody waits for is not coloured, and after three of them none is', async () => {
  const { write, close } = threadThat(`
    const read = (block) => uncoloured !== 'all' && !uncoloured.includes(block)
    if (read(1)) { tell({ reads: 1 }); tell({ reads: null }) }
    if (read(2)) { tell({ reads: 2 }); for (;;); }
    tell({ html: text + ':' + uncoloured })`)
  const texts = await Promise.all(['a', 'b', 'c', 'd'].map((text) => write(text)))
  expect(texts).toEqual(['a:2', 'b:2', 'c:all', 'd:all'])
  close()
}, 30_000)

test('a text there is no memory for stands as it was written', async () => {
  const { write, close } = threadThat(`const all = []; for (;;) all.push({ text: [text, all.length] })`)
  expect(await write('<b>')).toBe('<p class="plain" dir="auto">&lt;b&gt;</p>')
  close()
}, 60_000)

test('what nobody expects is not passed over', async () => {
  const { write, close } = threadThat(`throw new Error('No tide.')`)
  await expect(write('a')).rejects.toThrow('No tide.')
  await expect(write('a')).rejects.toThrow('No tide.')
  close()
})
