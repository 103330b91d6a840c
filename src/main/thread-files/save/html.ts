// A thread as one HTML file that needs nothing else: no script, no font, nothing fetched. Every word is escaped, and the file
// says to the browser that nothing in it may run or load, should a word be more than a word after all.
import { createHash } from 'node:crypto'
import type { Message } from '../../../shared/contract/chat'
import { colouringWorkerIn, createColouring } from './colouring'
import type { Colouring } from './colouring'
import { escape } from './escape'
import { htmlStyle } from './html-style'
import { markdownAsHtml } from './markdown-as-html'
import { authorOf } from './markdown'
import type { SavedThread } from './saved-thread'
import { toldOf } from './told'
import type { Told } from './told'

/** Pictures a file brings along, in bytes together. Those beyond are named. */
const PICTURES_LIMIT = 48 * 1024 * 1024
const pictures = /^image\/(?:png|jpeg|gif|webp)$/

const policy = [
  "default-src 'none'",
  `style-src 'sha256-${createHash('sha256').update(htmlStyle).digest('base64')}'`,
  'img-src data:',
  "base-uri 'none'",
  "form-action 'none'",
].join('; ')

/** @param pageFolder absolute path of the built page; without it code has no colours */
export async function* htmlOf(saved: SavedThread, pageFolder?: string): AsyncGenerator<string> {
  const { thread, words, language, time, savedAt } = saved
  const title = thread.title ?? (thread.opening || words.untitled)
  yield `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>${escape(title)}</title>
<style>${htmlStyle}</style>
</head>
<body>
<main>
<h1 dir="auto">${escape(title)}</h1>
${facts([
  [words.persona, thread.personaName],
  [words.begun, time(thread.createdAt)],
  [words.lastMessage, time(thread.lastMessageAt)],
  [words.models, thread.models.join(', ') || null],
])}
`
  const picture = pictureReader(saved)
  const worker = pageFolder === undefined ? null : await colouringWorkerIn(pageFolder)
  const colouring = worker === null ? null : createColouring(worker)
  try {
    const into = { picture, colour: colouring?.colour ?? null }
    for await (const message of saved.messages()) yield await article(saved, message, into)
  } finally {
    colouring?.close()
  }
  yield `</main>\n<footer>${escape(`${words.saved}, ${time(savedAt)}`)}</footer>\n</body>\n</html>\n`
}

interface Into {
  picture: ReadPicture
  colour: Colouring['colour'] | null
}

async function article(saved: SavedThread, message: Message, into: Into): Promise<string> {
  const { words, thread, time } = saved
  const author = authorOf(message, words.you, thread.personaName ?? words.assistant)
  const inside: string[] = []
  for (const told of toldOf(message)) inside.push(await asHtml(told, saved, into))
  const used = await saved.usedIn(message)
  if (used.length > 0) {
    const lines = used.map((line) => `<li dir="auto">${escape(line)}</li>`).join('')
    inside.push(`<div class="aside">${escape(words.used)}:<ul>${lines}</ul></div>`)
  }
  return `<article>
<header><h2><bdi>${escape(author)}</bdi></h2> <time datetime="${message.createdAt}">${escape(time(message.createdAt))}</time></header>
${inside.join('\n')}
</article>
`
}

async function asHtml(told: Told, { words }: SavedThread, { picture, colour }: Into): Promise<string> {
  switch (told.kind) {
    case 'text':
      return markdownAsHtml(told.text, words, colour)
    case 'tool':
      return `<p class="aside">${escape(`${words.tool(told.name)} (${words.toolStates[told.state]})`)}</p>`
    case 'ending':
      return `<p class="aside">${escape(words[told.ending])}</p>`
    case 'file': {
      const name = escape(told.file.name)
      const source = await picture(told.file)
      if (source === null) return `<p class="aside">${escape(words.attached)}: <bdi>${name}</bdi></p>`
      return `<figure><img src="${source}" alt="${name}"><figcaption><bdi>${name}</bdi></figcaption></figure>`
    }
  }
}

type ReadPicture = (file: Extract<Told, { kind: 'file' }>['file']) => Promise<string | null>

/** Gives the address of a picture in the file itself; null for what is none, is gone, or has no room. */
function pictureReader({ file }: SavedThread): ReadPicture {
  let room = PICTURES_LIMIT
  return async ({ fileId, mediaType, size }) => {
    if (!pictures.test(mediaType) || size > room) return null
    const stored = await file(fileId)
    if (!stored || !pictures.test(stored.mediaType) || stored.bytes.length > room) return null
    room -= stored.bytes.length
    return `data:${stored.mediaType};base64,${Buffer.from(stored.bytes).toString('base64')}`
  }
}

function facts(rows: [string, string | null][]): string {
  const shown = rows.flatMap(([name, value]) =>
    value === null ? [] : [`<dt>${escape(name)}</dt><dd><bdi>${escape(value)}</bdi></dd>`],
  )
  return `<dl>${shown.join('')}</dl>`
}
