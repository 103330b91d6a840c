// What one waits for after the last key of a search, and what a plain look through every message costs on the same data.
import { join } from 'node:path'
import { loadModule as load } from '../../scripts/load-module.mjs'

/** Milliseconds from a key to the picture in which what it was pressed for is marked. */
export function untilMarked(page, query, word) {
  return page.evaluate(`new Promise((resolve, reject) => {
    const field = document.querySelector('input[role=combobox]')
    const set = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value').set
    const begun = performance.now()
    set.call(field, ${JSON.stringify(query)})
    field.dispatchEvent(new Event('input', { bubbles: true }))
    const look = () => {
      const marks = [...document.querySelectorAll('[role=option][id^=found-] mark')]
      if (marks.some((mark) => mark.textContent === ${JSON.stringify(word)}))
        requestAnimationFrame(() => resolve(performance.now() - begun))
      else if (performance.now() - begun > 20_000) reject(new Error('it is never found: ' + ${JSON.stringify(query)}))
      else requestAnimationFrame(look)
    }
    requestAnimationFrame(look)
  })`)
}

export async function measureSearch({ page, screen, messages, rounds }) {
  await page.keyboard.press('ControlOrMeta+Shift+f')
  await page.getByRole('combobox', { name: 'Search everything' }).waitFor()
  const times = []
  for (let round = 0; round < rounds + 1; round += 1) {
    const word = String(Math.round((messages * (round + 1)) / (rounds + 2)))
    times.push(await untilMarked(page, `heron waits ${word} `, word))
    await page.waitForTimeout(300)
  }
  await page.keyboard.press('Escape')
  await screen.composer.waitFor()
  // The first one reads what the others find in memory.
  return times.slice(1)
}

/** The same words, looked for in every message as others do it: any of them, anywhere in the text, the newest first. */
export async function measurePlainLook(dataFolder, { messages, rounds }) {
  const { startPglite } = await load('src/main/embedded/start-pglite.ts')
  const db = await startPglite(join(dataFolder, 'database/pgdata'))
  try {
    const [plain, ours] = [[], []]
    const [{ id }] = (await db.query('select id from auth.users limit 1')).rows
    await db.query(`select set_config('request.jwt.claims', $1, false)`, [
      JSON.stringify({ sub: id, role: 'authenticated' }),
    ])
    await db.query(`set role authenticated`)
    for (let round = 0; round < rounds; round += 1) {
      const word = String(Math.round((messages * (round + 1)) / (rounds + 2)))
      plain.push(
        await timed(() =>
          db.query(
            `select message_id, content from public.ai_messages
             where content::text ilike '%heron%' and content::text ilike '%waits%' or content::text ilike $1
             order by created_at desc limit 40`,
            [`%${word}%`],
          ),
        ),
      )
      ours.push(
        await timed(() =>
          db.query('select * from public.ai_search_everything($1, max_rows => 41)', [`heron waits ${word} `]),
        ),
      )
    }
    return { plain, ours }
  } finally {
    await db.close()
  }
}

async function timed(act) {
  const begun = performance.now()
  await act()
  return performance.now() - begun
}
