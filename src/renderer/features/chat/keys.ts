// Keys of the conversation and of the field below it, for the sheet. They cannot be changed.
import type { FixedKeys } from '../../state/actions'
import { words } from './words'

const say = words.keys
const group = 'chat'

export const chatKeys: readonly FixedKeys[] = [
  { group, words: say.send, keys: ['enter'] },
  { group, words: say.newLine, keys: ['shift+enter'] },
  { group, words: say.stop, keys: ['mod+.'] },
  { group, words: say.messages, keys: ['arrowup', 'arrowdown'] },
  { group, words: say.ends, keys: ['home', 'end'] },
  { group, words: say.versions, keys: ['arrowleft', 'arrowright'] },
  { group, words: say.quote, keys: ['q'] },
  { group, words: say.copy, keys: ['c'] },
  { group, words: say.back, keys: ['alt+arrowleft'] },
]
