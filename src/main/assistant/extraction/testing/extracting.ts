// For tests: a model that answers, and says what a test tells it to when it is asked what to remember.
import { finish, saying, scriptedModel, text } from '../../testing/scripted-model'
import type { CallOptions, Step } from '../../testing/scripted-model'
import type { LanguageModel } from '../../providers'
import { isExtractionPrompt } from '../extraction-prompt'

export interface Extracting {
  model: LanguageModel
  /** What it was asked to look at, call by call. */
  asked: string[]
  /** How often it was let go. */
  aborted: () => number
}

/**
 * @param answer what it says of the prompt it is given; a step streams as it likes.
 */
export function extracting(
  answer: (prompt: string, index: number) => string | Step,
  replies: Step = saying('Aha.'),
): Extracting {
  const asked: string[] = []
  let aborted = 0
  const step: Step = (options) => {
    if (!isExtractionPrompt(options.prompt)) return replies(options)
    options.abortSignal?.addEventListener('abort', () => (aborted += 1))
    const prompt = textOf(options)
    asked.push(prompt)
    const said = answer(prompt, asked.length - 1)
    return typeof said === 'string' ? [...text([said]), finish('stop')] : said(options)
  }
  return { model: scriptedModel(step).model, asked, aborted: () => aborted }
}

function textOf({ prompt }: CallOptions): string {
  const user = prompt[1]
  return user?.role === 'user' ? user.content.map((part) => (part.type === 'text' ? part.text : '')).join('') : ''
}

/** The memory a prompt names as known, by its words. */
export function handleOf(prompt: string, words: string): string {
  return new RegExp(`^(m\\d+): .*${words}`, 'm').exec(prompt)?.[1] ?? 'none'
}

export function fact(of: Record<string, unknown>): string {
  return JSON.stringify([{ kind: 'fact', importance: 'normal', label: 'new', ...of }])
}
