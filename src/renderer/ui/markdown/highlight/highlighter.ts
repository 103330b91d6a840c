// The page's side of the worker that reads code.
import { createHighlighter } from '../../../../shared/highlight/create-highlighter'
import type { Answer } from '../../../../shared/highlight/messages'

export const { highlight } = createHighlighter(({ onAnswer, onFailure }) => {
  const worker = new Worker(new URL('highlight.worker.ts', import.meta.url), { type: 'module', name: 'highlight' })
  worker.addEventListener('message', (event: MessageEvent<Answer>) => onAnswer(event.data))
  worker.addEventListener('error', onFailure)
  return { ask: (question) => worker.postMessage(question), end: () => worker.terminate() }
})
