// What a model is given of the files a conversation shows: the newest first, each once, as much as there is room for. What
// it is not given it is told of, by name and with the reason, and so is the person, in the receipt.
import type { MastraDBMessage } from '@mastra/core/agent'
import { estimateTokenCount } from 'tokenx'
import type { ModelTakes } from '../../../shared/contract/files'
import { kindOfMediaType } from '../../../shared/domain/attachment'
import type { Attachment } from '../../../shared/domain/attachment'
import { KithError } from '../../../shared/errors'
import type { Call } from '../../database/call'
import { readFile } from './file-store'
import { readMark } from './marks'
import { readPdf } from './read-pdf'
import { named, quoted, quotedPages, tokensOfImage, tokensOfPdf } from './render-attachment'
import type { LeftOutFile } from './render-attachment'

/** Of what was attached earlier; what is attached to the question itself is given whole, up to its own limit. */
const EARLIER_TOKENS = 20_000
const EARLIER_IMAGES = 6
/** Of one text, in UTF-16 code units: some 50,000 tokens. */
const LONGEST_TEXT = 200_000
/** Of one prompt, as they are stored. */
const MOST_BYTES = 32 * 1024 * 1024

/** In the place of a mark. */
export type GivenPart =
  | { type: 'text'; text: string }
  | { type: 'file'; mediaType: string; filename: string; data: Uint8Array }

export interface Given {
  attachment: Attachment
  parts: GivenPart[]
  /** Estimated: how a provider counts an image is its own affair. */
  tokens: number
  /** Null when the model was given it. */
  reason: LeftOutFile | null
}

/** By the mark each stands in for. */
export type Gathered = ReadonlyMap<string, Given>

export interface GatherOptions {
  call: Call
  messages: readonly MastraDBMessage[]
  /** Asked only when there is a file. */
  takes: () => Promise<ModelTakes>
  signal: AbortSignal
}

export async function gatherAttachments(options: GatherOptions): Promise<Gathered> {
  const { call, messages, signal } = options
  const given = new Map<string, Given>()
  const marks = marksIn(messages)
  if (marks.length === 0) return given
  const takes = await options.takes()
  const seen = new Set<string>()
  const question = messages.findLastIndex(({ role }) => role === 'user')
  const left = { tokens: EARLIER_TOKENS, images: EARLIER_IMAGES, bytes: MOST_BYTES }
  for (const { attachment, mark, place } of marks.toReversed()) {
    const isNow = place === question
    const leaveOut = (reason: LeftOutFile) => given.set(mark, leftOut(attachment, reason))
    const kind = kindOfMediaType(attachment.mediaType)
    if (kind === 'image' && takes.images === 'no') leaveOut('not taken')
    else if (kind !== 'image' && takes.texts === 'no') leaveOut('not taken')
    else if (seen.has(attachment.fileId)) leaveOut('repeated')
    else if (attachment.size > left.bytes || (!isNow && kind === 'image' && left.images === 0)) leaveOut('budget')
    else {
      const one = await readOne(call, attachment, takes, signal)
      if (!isNow && one.tokens > left.tokens) {
        leaveOut('budget')
        continue
      }
      given.set(mark, one)
      if (one.reason !== null) continue
      seen.add(attachment.fileId)
      left.bytes -= attachment.size
      if (!isNow) left.tokens -= one.tokens
      if (!isNow && kind === 'image') left.images -= 1
    }
  }
  return given
}

/** What a message shows. */
export function filesOf({ content }: MastraDBMessage, gathered: Gathered): Given[] {
  return content.parts.flatMap((part) => (part.type === 'text' ? (gathered.get(part.text) ?? []) : []))
}

/** Whether the model was given a picture, or a PDF it looks at as one. */
export function showsImages(gathered: Gathered): boolean {
  return [...gathered.values()].some(({ parts }) => parts.some(({ type }) => type === 'file'))
}

function marksIn(messages: readonly MastraDBMessage[]) {
  return messages.flatMap(({ content }, place) =>
    content.parts.flatMap((part) => {
      const attachment = part.type === 'text' ? readMark(part.text) : null
      return attachment && part.type === 'text' ? [{ attachment, mark: part.text, place }] : []
    }),
  )
}

async function readOne(call: Call, attachment: Attachment, takes: ModelTakes, signal: AbortSignal): Promise<Given> {
  let bytes: Uint8Array<ArrayBuffer>
  try {
    ;({ bytes } = await readFile(call, attachment.fileId, signal))
  } catch (error) {
    if (error instanceof KithError && error.code === 'NOT_FOUND') return leftOut(attachment, 'gone')
    throw error
  }
  const { mediaType, name: filename } = attachment
  const kind = kindOfMediaType(mediaType)
  if (kind === 'image') {
    return given(
      attachment,
      [named(attachment), { type: 'file', mediaType, filename, data: bytes }],
      tokensOfImage(bytes),
    )
  }
  if (kind === 'text') return asText(attachment, new TextDecoder().decode(bytes))
  if (takes.pdfs === 'yes') {
    return given(attachment, [{ type: 'file', mediaType, filename, data: bytes }], tokensOfPdf(bytes))
  }
  const pdf = await readPdf(bytes)
  return pdf && pdf.pages.some((page) => page.trim() !== '')
    ? asText(attachment, quotedPages(pdf))
    : leftOut(attachment, 'unreadable')
}

function asText(attachment: Attachment, text: string): Given {
  const part = { type: 'text' as const, text: quoted(attachment, text, LONGEST_TEXT) }
  return given(attachment, [part], estimateTokenCount(part.text))
}

function given(attachment: Attachment, parts: GivenPart[], tokens: number): Given {
  return { attachment, parts, tokens, reason: null }
}

function leftOut(attachment: Attachment, reason: LeftOutFile): Given {
  return { attachment, parts: [named(attachment, reason)], tokens: 0, reason }
}
