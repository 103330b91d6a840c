import { errorInWords } from '../../shared/errors-in-words'

export const words = {
  error: errorInWords,
  /** The detail of an error where there is neither a message nor an answer. */
  withoutMessage: (detail: string) =>
    detail
      .replace('Your message is saved, and nothing was charged.', 'Nothing was charged.')
      .replace(/\s*Your message is saved\./, '')
      .replace(/\s*What arrived (before it )?is kept\./, '')
      .trim(),
  /** A reason main gave as a whole sentence. */
  reason: (reason: string) => reason,
  connectionLost: { title: 'No connection to Kith', detail: 'It is being restored. What you wrote is still here.' },
  refused: 'Kith did not accept this',
  unexpected: {
    title: 'Kith could not do this',
    detail: 'It met something it did not expect, and wrote it to its log. What you wrote is still here.',
  },
  unknown: {
    title: 'This failed in a way this window does not know',
    detail: 'Open Kith again, then try again.',
  },
}
