// What one persona may read of another is recalled in its answers, and from the moment it is taken back it is not. The real
// Mastra on the real embedded database, so that what counts is what the model was really sent.
import { describe, expect, test } from 'vitest'
import { onRealDatabase } from './testing/on-real-database'
import { saying, scriptedModel } from './testing/scripted-model'
import { startAssistant } from './testing/start-assistant'

const database = onRealDatabase()

async function persona(name: string): Promise<string> {
  const id = crypto.randomUUID()
  await database.call('ai_save_persona', { id, name })
  return id
}

async function keep(personaId: string, content: string, kind: string): Promise<void> {
  const memory = { memory_id: crypto.randomUUID(), persona_id: personaId, content, memory_type: kind }
  await database.call('ai_save_memory', memory)
}

describe('Mira may read the facts of Coach', () => {
  test('and recalls them, without the preferences and the threads, until that is taken back', async () => {
    const [coach, mira] = [await persona('Coach'), await persona('Mira')]
    await keep(coach, 'The left knee was operated in Heidelberg.', 'fact')
    await keep(coach, 'Prefers ice on the knee to tablets.', 'preference')
    const talk = scriptedModel(saying('Noted.'))
    await startAssistant({ database, personaId: coach, model: talk.model }).ask('My knee hurts on the stairs.')

    async function sentToMira(): Promise<string> {
      const { model, prompts } = scriptedModel(saying('I see.'))
      await startAssistant({ database, personaId: mira, model }).ask('What do you know about my knee?')
      return JSON.stringify(prompts[0]?.prompt)
    }

    expect(await sentToMira()).not.toContain('Heidelberg')
    const [grant] = await database.call('ai_grant_memory', {
      grant_id: crypto.randomUUID(),
      from_persona: coach,
      to_persona: mira,
      memory_type: 'fact',
    })
    const sent = await sentToMira()
    expect(sent).toContain('The left knee was operated in Heidelberg.')
    expect(sent).not.toMatch(/ice on the knee|hurts on the stairs/)
    await database.call('ai_revoke_grant', { grant_id: grant?.grant_id ?? '' })
    expect(await sentToMira()).not.toContain('Heidelberg')
  })
})
