// The screen as a person finds it: everything by role and accessible name, nothing by class or position.
import type { Locator, Page } from 'playwright-core'

export interface Screen {
  page: Page
  composer: Locator
  /** Any button of the page by its exact name. */
  button(name: string): Locator
  /** Which model answers in this conversation. */
  model: Locator
  conversation: Locator
  questions: Locator
  answers: Locator
  /** The answer at the end of the conversation. */
  answer: Locator
  personas: Locator
  persona(name: string): Locator
  threads: Locator
  thread(title: string | RegExp): Locator
  /** What is remembered, beside the conversation. */
  memory: Locator
}

export function screenOf(page: Page): Screen {
  const conversation = page.getByRole('log', { name: 'Conversation' })
  const messages = conversation.getByRole('article')
  const personas = page.getByRole('listbox', { name: 'Personas' })
  const threads = page.getByRole('listbox', { name: 'Threads' })
  const answers = messages.and(page.locator('[data-role="assistant"]'))
  return {
    page,
    composer: page.getByRole('textbox', { name: 'Message', exact: true }),
    button: (name) => page.getByRole('button', { name, exact: true }),
    model: page.locator('[data-pane=conversation]').getByRole('button', { name: /^Model / }),
    conversation,
    questions: messages.and(page.locator('[data-role="user"]')),
    answers,
    answer: answers.last(),
    personas,
    persona: (name) => personas.getByRole('option', { name }),
    threads,
    thread: (title) => threads.getByRole('option', { name: title }),
    memory: page.getByRole('complementary', { name: /^What (\S+ knows|is remembered here)/ }),
  }
}
