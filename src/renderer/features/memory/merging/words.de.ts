import { number } from '../../../lib/numbers'
import type { words } from './words'

export const german: typeof words = {
  whichStays: 'Welche bleibt',
  older: 'Ältere',
  newer: 'Neuere',
  text: 'Was sie von nun an sagt',
  hint: 'Die andere wird mit ihrem Verlauf archiviert und weiß, wodurch sie ersetzt ist.',
  merge: 'Zusammenführen',
  cancel: 'Abbrechen',
  tooLong: (length, limit) => `${number(length)} von ${number(limit)} Zeichen. Bitte zuerst kürzen.`,
}
