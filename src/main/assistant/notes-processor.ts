import type { InputProcessor } from '@mastra/core/processors'
import { renderNotes } from './notes-in-prompt'

/**
 * Puts the persona's notes into the prompt in Kith's words. The id makes Mastra leave out its own processor, which
 * tells the model to hide the notes from the person who owns them. Null: there are none, and nothing is said of them.
 */
export function createNotesProcessor(notes: string | null, template = ''): InputProcessor {
  return {
    id: 'working-memory',
    name: 'Notes',
    processInput({ messageList }) {
      if (notes !== null) messageList.addSystem(renderNotes(notes, template), 'memory')
      return messageList
    },
  }
}
