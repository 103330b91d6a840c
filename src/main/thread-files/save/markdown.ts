// A thread as Markdown: every word as it was written, so that code, tables and formulas are what they were. Attachments are
// named and not brought along: a Markdown file is read as text.
import type { Message } from '../../../shared/contract/chat'
import { closedFences } from './closed-fences'
import type { SavedThread } from './saved-thread'
import { toldOf } from './told'
import type { Told } from './told'
import type { FileWords } from './words'

export async function* markdownOf({ thread, words, time, messages, usedIn, savedAt }: SavedThread) {
  yield frontMatter({
    title: thread.title ?? thread.opening,
    persona: thread.personaName,
    created: thread.createdAt,
    last_message: thread.lastMessageAt,
    models: thread.models,
    saved: savedAt,
  })
  yield `# ${inline(thread.title ?? (thread.opening || words.untitled))}\n`
  const assistant = thread.personaName ?? words.assistant
  for await (const message of messages()) {
    const told = toldOf(message).map((one) => asMarkdown(one, words))
    const used = await usedIn(message)
    if (used.length > 0) told.push([`*${words.used}:*`, '', ...used.map((line) => `- ${inline(line)}`)].join('\n'))
    const author = authorOf(message, words.you, assistant)
    yield `\n## ${inline(author)}, ${time(message.createdAt)}\n\n${told.join('\n\n')}\n`
  }
}

export function authorOf({ role }: Pick<Message, 'role'>, you: string, assistant: string): string {
  if (role === 'user') return you
  return role === 'assistant' ? assistant : role
}

function asMarkdown(told: Told, words: FileWords): string {
  switch (told.kind) {
    case 'text':
      return closedFences(told.text)
    case 'tool':
      return `*${inline(words.tool(told.name))} (${words.toolStates[told.state]})*`
    case 'file':
      return `*${words.attached}: ${inline(told.file.name)}*`
    case 'ending':
      return `*${words[told.ending]}*`
  }
}

/** JSON is YAML, and needs no rules for what has to be quoted. */
function frontMatter(facts: Record<string, unknown>): string {
  const lines = Object.entries(facts).filter(([, value]) => value !== null)
  return `---\n${lines.map(([key, value]) => `${key}: ${JSON.stringify(value)}`).join('\n')}\n---\n\n`
}

/** Words in a line, in which no sign means anything. */
function inline(text: string): string {
  return text
    .replaceAll(/\s+/g, ' ')
    .trim()
    .replaceAll(/[\\`*_[\]<>#~|$&]/g, '\\$&')
}
