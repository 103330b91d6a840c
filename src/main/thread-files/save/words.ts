// What stands around that which was said, in the language of whoever saves it.
import type { Language } from '../../../shared/domain/language'
import { german } from './words.de'

export const english = {
  you: 'You',
  assistant: 'Kith',
  untitled: 'Thread',
  persona: 'Persona',
  begun: 'Begun',
  lastMessage: 'Last message',
  models: 'Answered by',
  saved: 'Saved from Kith',
  attached: 'Attached',
  leftOut: { noRoom: 'left out here, there is room for 48 MB of pictures', gone: 'not in Kith either' },
  used: 'This answer was made of',
  notes: 'the notes of the persona',
  memory: 'Memory',
  message: 'Message',
  tool: (name: string) => `Tool: ${name}`,
  toolStates: { done: 'done', failed: 'failed', denied: 'not done', other: 'not finished' },
  stopped: 'This answer was stopped.',
  failed: 'This answer failed.',
  writing: 'This answer was still being written.',
  linkTo: (host: string) => `leads to ${host}`,
  picture: 'Picture',
  diagram: 'The source of a diagram (Mermaid). Kith draws it.',
}
export type FileWords = typeof english

export const wordsFor = (language: Language): FileWords => (language === 'de' ? german : english)
