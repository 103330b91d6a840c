// About how many tokens something takes in a prompt. An estimate: the provider counts, afterwards.
import { estimateTokenCount } from 'tokenx'
import type { MessagePart } from '../../../shared/domain/message'

/** Around every message. */
const FRAME = 4
/** A picture, as the large providers count one of usual size. */
const PICTURE = 1_100

/** Of the parts a model is given; what else is stored with them counts nothing. */
export function tokensOfMessage({ content }: { content: { parts: readonly { type: string }[] } }): number {
  return FRAME + content.parts.reduce((sum, part) => sum + tokensOfPart(part as MessagePart), 0)
}

function tokensOfPart(part: MessagePart): number {
  if (part.type === 'text') return estimateTokenCount(textOf(part['text']))
  if (part.type === 'file') return tokensOfFile(part)
  if (part.type !== 'tool-invocation') return 0
  const { toolName, args, result, errorText } = (part['toolInvocation'] ?? {}) as Record<string, unknown>
  const said = typeof result === 'string' ? result : JSON.stringify(result ?? errorText ?? '')
  return 2 * FRAME + estimateTokenCount(`${String(toolName)} ${JSON.stringify(args ?? {})}\n${said}`)
}

export function tokensOfFile(part: object): number {
  const { mimeType, mediaType, data } = part as Record<string, unknown>
  const type = textOf(mimeType ?? mediaType)
  if (type.startsWith('text/') && typeof data === 'string') return estimateTokenCount(data)
  const size = typeof data === 'string' ? data.length : data instanceof Uint8Array ? data.byteLength : 0
  // A page of a PDF is a picture and its words.
  return type.startsWith('image/') ? PICTURE : Math.max(PICTURE, Math.ceil(size / 40))
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : ''
}
