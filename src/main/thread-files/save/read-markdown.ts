// Markdown as it is read on screen: tables, notes and formulas, in pieces that are read in a time anybody waits.
import { fromMarkdown } from 'mdast-util-from-markdown'
import { gfmFromMarkdown } from 'mdast-util-gfm'
import { gfm } from 'micromark-extension-gfm'
import remarkMath from 'remark-math'
import { mathSyntax } from '../../../shared/markdown/math-syntax'
import { definitionsOf, hasFootnotes, splitText } from '../../../shared/markdown/split-text'
import type { TextPiece } from '../../../shared/markdown/split-text'
import { isTooDeep } from '../../../shared/markdown/too-deep'

export type MarkdownRoot = ReturnType<typeof fromMarkdown>
export type MarkdownNode = MarkdownRoot['children'][number]

export type ReadPiece =
  | { kind: 'markdown'; root: MarkdownRoot; text: string }
  | { kind: 'code'; info: string; code: string }
  /** Stands as it was written. */
  | { kind: 'plain'; text: string }

export function readMarkdown(text: string): ReadPiece[] {
  const pieces: TextPiece[] = hasFootnotes(text) ? [{ kind: 'markdown', text }] : splitText(text).pieces
  const definitions = pieces.length > 1 ? definitionsOf(text) : ''
  return pieces.map((piece) => (piece.kind === 'code' ? piece : readPiece(piece.text, definitions)))
}

function readPiece(text: string, definitions: string): ReadPiece {
  if (isTooDeep(text)) return { kind: 'plain', text }
  const whole = definitions === '' ? text : `${text}\n\n${definitions}`
  try {
    return { kind: 'markdown', root: fromMarkdown(whole, { extensions, mdastExtensions }), text }
  } catch (error) {
    if (error instanceof RangeError) return { kind: 'plain', text }
    throw error
  }
}

const formulas = formulaSyntax()
const extensions = [gfm(), ...formulas.micromarkExtensions, mathSyntax]
const mdastExtensions = [gfmFromMarkdown(), ...formulas.fromMarkdownExtensions]

/** What the plugin would give to a processor of unified, which is not needed for reading. */
function formulaSyntax() {
  type Options = NonNullable<Exclude<Parameters<typeof fromMarkdown>[1], string | null | undefined>>
  const data = {
    micromarkExtensions: [] as NonNullable<Options['extensions']>,
    fromMarkdownExtensions: [] as NonNullable<Options['mdastExtensions']>,
  }
  Reflect.apply(remarkMath, { data: () => data }, [{ singleDollarTextMath: false }])
  return data
}
