import { markdownAsHtml } from '../markdown-as-html'
import { wordsFor } from '../words'
import type { OpenWriting } from '../write-in-thread'

/** Without a thread, which would have to be built, and without colours. */
export const writeHere: OpenWriting = async (language) => ({
  write: (text) => markdownAsHtml(text, wordsFor(language), null),
  close() {},
})
