// Two who change a persona at the same moment: neither loses anything. On the real database.
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { Call } from '../../database/call'
import { openRealDatabase } from '../../store/testing/real-database'
import type { RealDatabase } from '../../store/testing/real-database'
import { createToolSettings, toolSettingsIn, withPermission } from '../tools/tool-settings'
import { changePersona } from './change-persona'

let database: RealDatabase
let id: string
beforeAll(async () => (database = await openRealDatabase()), 180_000)
afterAll(() => database.close())
beforeEach(async () => {
  id = crypto.randomUUID()
  await database.call('ai_save_persona', { id, name: 'Clerk', settings: { emoji: '🌱' } })
})

/** Whatever is saved first through this, somebody else saves something right before it. */
function slow(meanwhile: () => Promise<unknown>, times = 1): Call {
  let left = times
  return async (name, args, options) => {
    if (name === 'ai_save_persona' && left > 0) {
      left -= 1
      await meanwhile()
    }
    return database.call(name, args, options)
  }
}

function toolsOn(call: Call) {
  const { change } = createToolSettings(call, {
    toolsWithoutPersona: () => undefined,
    setToolsWithoutPersona: async () => {},
  })
  const tool = (key: string) => ({ key, fingerprint: `of ${key}` })
  return (key: string) => change(id, (present) => withPermission(present, tool(key), 'always'))
}

async function settings() {
  const row = (await database.call('ai_list_personas', {})).find((one) => one.id === id)
  return row?.settings as Record<string, unknown>
}

test('of two tools that are allowed on two devices at once, both are', async () => {
  const onOther = toolsOn(database.call)
  await toolsOn(slow(() => onOther('second')))('first')
  expect(Object.keys(toolSettingsIn(await settings()).words).toSorted()).toEqual(['first', 'second'])
  expect(await settings()).toMatchObject({ emoji: '🌱' })
})

test('what is saved in the editor takes back nothing that was allowed meanwhile', async () => {
  const onCard = toolsOn(database.call)
  const call = slow(() => onCard('first'))
  await changePersona(call, id, (before) => ({ settings: { ...(before?.settings as object), emoji: '🌳' } }))
  expect(await settings()).toMatchObject({ emoji: '🌳', tools: { words: { first: { allow: 'always' } } } })
})

test('who is never quick enough is told, and has written over nothing', async () => {
  const busy = () => database.call('ai_save_persona', { id, instructions: crypto.randomUUID() })
  const late = changePersona(slow(busy, 100), id, () => ({ settings: {} }))
  await expect(late).rejects.toMatchObject({ code: 'CONFLICT' })
  expect(await settings()).toMatchObject({ emoji: '🌱' })
})
