// Reads the conversations and the questions about them. How they are written:
//
//   # 2026-01-14 08:05 Title          a thread begins
//   @ 2026-01-15 17:40                and goes on later
//   u: …   a: …                       one message; lines that are indented belong to it
//   … {label}                         at the end of a message: a question asks for it
//
//   Question? = label, label          in questions.txt, under [block]
import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'

const folder = import.meta.dirname

/** @returns {import('./conversations.mjs').Thread[]} */
export function readThreads() {
  return readdirSync(join(folder, 'threads'))
    .toSorted()
    .map((name) => readThread(readFileSync(join(folder, 'threads', name), 'utf8')))
}

function readThread(text) {
  let time = 0
  const thread = { title: '', messages: [] }
  for (const line of text.trimEnd().split('\n')) {
    const begins = /^[#@] (\d{4}-\d{2}-\d{2}) (\d{2}:\d{2}) ?(.*)$/.exec(line)
    const speaks = /^([ua]): (.*)$/.exec(line)
    if (begins) {
      time = Date.parse(`${begins[1]}T${begins[2]}:00Z`)
      thread.title ||= begins[3]
    } else if (speaks) {
      thread.messages.push({
        role: speaks[1] === 'u' ? 'user' : 'assistant',
        text: speaks[2],
        createdAt: new Date(time).toISOString(),
      })
      time += 90_000
    } else {
      thread.messages.at(-1).text += `\n${line.replace(/^ {2}/, '')}`
    }
  }
  for (const message of thread.messages) {
    const [ending, label] = / \{([a-z\d]+(?:-[a-z\d]+)+)\}$/.exec(message.text) ?? []
    message.label = label
    if (ending) message.text = message.text.slice(0, -ending.length)
  }
  return thread
}

/** @returns {import('./conversations.mjs').Question[]} */
export function readQuestions() {
  let block = ''
  const questions = []
  for (const line of readFileSync(join(folder, 'questions.txt'), 'utf8').split('\n')) {
    const heads = /^\[(\w+)\]$/.exec(line)
    const asks = /^([^#].*) = ([a-z\d-]+(?:, [a-z\d-]+)*)$/.exec(line)
    if (heads) block = heads[1]
    if (asks) questions.push({ block, text: asks[1], labels: asks[2].split(', ') })
  }
  return questions
}

/** The conversations as rows, with ids that are the same in every run. */
export function conversationRows(threads = readThreads()) {
  let count = 0
  const id = (kind) => `${kind}0000000-0000-4000-8000-${String((count += 1)).padStart(12, '0')}`
  const rows = { threads: [], messages: [], byLabel: new Map() }
  for (const { title, messages } of threads) {
    const threadId = id('a')
    rows.threads.push({ thread_id: threadId, title })
    for (const { role, text, createdAt, label } of messages) {
      const messageId = id('b')
      if (label) rows.byLabel.set(label, messageId)
      const content = { format: 2, parts: [{ type: 'text', text }] }
      rows.messages.push({ message_id: messageId, thread_id: threadId, role, content, text, created_at: createdAt })
    }
  }
  return rows
}
