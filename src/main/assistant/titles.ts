// A thread gets a title after its first answer, by the model that gave it, in one short call. It is a convenience: it holds
// up nothing, and when it fails nobody is troubled with it.
import type { Change } from '../../shared/contract/session'
import { attachmentsOf } from '../../shared/domain/attachment'
import { textOfContent } from '../../shared/domain/message'
import type { MessageContent } from '../../shared/domain/message'
import { timeLimit } from '../../shared/time-limit'
import type { Call } from '../database/call'
import type { ChosenModel } from './choose-model'
import { toProviderError } from './providers/provider-error'
import type { Log } from './refused-receipt'
import type { RunsParts } from './runs'
import { titlePrompt, toTitle } from './title-prompt'
import { toMessage } from './to-message'

/** A model that is slower than this at a handful of words need not be waited for. */
const PATIENCE_MS = 60_000
/** A title takes ten. The rest is for models that think before they speak. */
const MOST_TOKENS = 1_000
/** Failed answers may come before the first that is whole. */
const PATH_END = 20

export interface Titles {
  /** An answer is whole. Resolves when there is a title, or none to be had; never rejects. */
  afterAnswer(threadId: string, choice: ChosenModel): Promise<void>
  /** Asks no model any more. */
  close(): void
}

interface TitlesParts {
  call: Call
  forRun: RunsParts['forRun']
  onChange: (change: Change) => void
  log: Log
}

export function createTitles({ call, forRun, onChange, log }: TitlesParts): Titles {
  const closing = new AbortController()

  async function give(threadId: string, { model }: ChosenModel): Promise<void> {
    const [thread] = await call('ai_get_thread', { thread_id: threadId })
    if (!thread || thread.title) return
    // What a model is given is read with no more rights than a run has.
    const callOfRun = await forRun({ personaId: thread.persona_id })
    const path = (await callOfRun('ai_list_path', { thread_id: threadId, max_rows: PATH_END })).map(toMessage)
    const answers = path.filter(({ role, status }) => role === 'assistant' && status === 'complete')
    const [answer] = answers
    // What waited for the answer may have been said by now.
    const question = path.slice(0, answer && path.indexOf(answer)).findLast(({ role }) => role === 'user')
    // Whoever took a title away later wants none.
    if (answers.length !== 1 || !answer || !question || path.length === PATH_END) return

    const { content } = await model.doGenerate({
      prompt: titlePrompt(wordsOf(question.content), textOfContent(answer.content)),
      maxOutputTokens: MOST_TOKENS,
      abortSignal: AbortSignal.any([closing.signal, timeLimit(PATIENCE_MS)]),
    })
    const title = toTitle(content.map((part) => (part.type === 'text' ? part.text : '')).join(''))
    if (title === '') return log('no title came for a thread', 'The model said nothing that could be one.')
    if (closing.signal.aborted) return
    // Only while there is none: somebody may have written one meanwhile.
    const isGiven = await call('ai_title_thread', { thread_id: threadId, title })
    if (isGiven) onChange({ kind: 'threads', threadId })
  }

  return {
    async afterAnswer(threadId, choice) {
      try {
        await give(threadId, choice)
      } catch (error) {
        if (!closing.signal.aborted) log('no title came for a thread', toProviderError(error, choice.facts).code)
      }
    },
    close: () => closing.abort(),
  }
}

/** Of a message that only shows files: their names. */
function wordsOf(content: MessageContent): string {
  const said = textOfContent(content)
  if (said.trim() !== '') return said
  return attachmentsOf(content)
    .map(({ name }) => name)
    .join(', ')
}
