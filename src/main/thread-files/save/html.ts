// A thread as one HTML file that needs nothing else: no script, no font, nothing fetched. Every word is escaped, and the file
// says to the browser that nothing in it may run or load, should a word be more than a word after all.
import { createHash } from 'node:crypto'
import type { Message } from '../../../shared/contract/chat'
import { FILE_SIZE_LIMIT } from '../../../shared/domain/attachment'
import { PAGE_PICTURES_LIMIT } from '../../../shared/domain/limits'
import { escape } from './escape'
import { htmlStyle } from './html-style'
import { authorOf } from './markdown'
import type { SavedThread } from './saved-thread'
import { toldOf } from './told'
import type { Told } from './told'
import type { OpenWriting, Writing } from './write-in-thread'

const pictures = /^image\/(?:png|jpeg|gif|webp)$/

const policy = [
  "default-src 'none'",
  `style-src 'sha256-${createHash('sha256').update(htmlStyle).digest('base64')}'`,
  'img-src data:',
  "base-uri 'none'",
  "form-action 'none'",
].join('; ')

export async function* htmlOf(saved: SavedThread, openWriting: OpenWriting): AsyncGenerator<string> {
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
  const writing = await openWriting(language)
  try {
    const into = { picture, write: writing.write }
    for await (const message of saved.messages()) yield await article(saved, message, into)
  } finally {
    writing.close()
  }
  yield `</main>\n<footer>${escape(`${words.saved}, ${time(savedAt)}`)}</footer>\n</body>\n</html>\n`
}

interface Into {
  picture: ReadPicture
  write: Writing['write']
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

async function asHtml(told: Told, { words }: SavedThread, { picture, write }: Into): Promise<string> {
  switch (told.kind) {
    case 'text':
      return write(told.text)
    case 'tool':
      return `<p class="aside">${escape(`${words.tool(told.name)} (${words.toolStates[told.state]})`)}</p>`
    case 'ending':
      return `<p class="aside">${escape(words[told.ending])}</p>`
    case 'file': {
      const name = escape(told.file.name)
      const found = await picture(told.file)
      if (found === 'none') return `<p class="aside">${escape(words.attached)}: <bdi>${name}</bdi></p>`
      if (found === 'noRoom' || found === 'gone') {
        return `<p class="aside">${escape(words.attached)}: <bdi>${name}</bdi> (${escape(words.leftOut[found])})</p>`
      }
      const { source } = found
      return `<figure><img src="${source}" alt="${name}"><figcaption><bdi>${name}</bdi></figcaption></figure>`
    }
  }
}

type ReadPicture = (
  file: Extract<Told, { kind: 'file' }>['file'],
) => Promise<{ source: string } | 'none' | keyof SavedThread['leftOut']>

/** Gives the address of a picture in the file itself; 'none' for what is none. What is missing is noted. */
function pictureReader({ file, leftOut }: SavedThread): ReadPicture {
  let room = PAGE_PICTURES_LIMIT
  function without(name: string, why: keyof SavedThread['leftOut']) {
    leftOut[why].push(name)
    return why
  }
  return async ({ fileId, mediaType, size, name }) => {
    if (!pictures.test(mediaType)) return 'none'
    if (Math.min(size, FILE_SIZE_LIMIT) > room) return without(name, 'noRoom')
    const stored = await file(fileId)
    if (!stored) return without(name, 'gone')
    if (!pictures.test(stored.mediaType)) return 'none'
    if (stored.bytes.length > room) return without(name, 'noRoom')
    room -= stored.bytes.length
    return { source: `data:${stored.mediaType};base64,${Buffer.from(stored.bytes).toString('base64')}` }
  }
}

function facts(rows: [string, string | null][]): string {
  const shown = rows.flatMap(([name, value]) =>
    value === null ? [] : [`<dt>${escape(name)}</dt><dd><bdi>${escape(value)}</bdi></dd>`],
  )
  return `<dl>${shown.join('')}</dl>`
}
