import { memo, useId, useMemo, useState } from 'react'
import { defaultRemarkPlugins, parseMarkdownIntoBlocks, Streamdown } from 'streamdown'
import type { Components } from 'streamdown'
import { BlockUnder, HeadingsBefore } from './BlockUnder'
import { calmEnd } from './calm-end'
import { CodeBlock, InlineCode } from './CodeBlock'
import { CodeFrame } from './CodeFrame'
import { directions } from './direction'
import { Footnotes, PlainHeading } from './footnotes'
import { formulas } from './formulas'
import { Growing } from './growing'
import { headingsBefore, headingsBeforeBlocks } from './heading-levels'
import { MarkdownImage, MarkdownLink } from './links'
import { MarkdownTable } from './MarkdownTable'
import { definitionsOf, hasFootnotes, splitText } from '../../../shared/markdown/split-text'
import type { SplitText, TextPiece } from '../../../shared/markdown/split-text'
import { isTooDeep } from '../../../shared/markdown/too-deep'
import { TaskBox } from './TaskBox'
import { usePiecesShown } from './use-pieces-shown'

/** Loaded by `Markdown.tsx`. */
export function MarkdownBody({ text, isGrowing }: { text: string; isGrowing: boolean }) {
  const pieces = usePieces(text, isGrowing)
  const shown = usePiecesShown(pieces.length, isGrowing)
  const definitions = useMemo(
    () => (pieces.length > 1 && !isGrowing ? definitionsOf(text) : ''),
    [pieces, text, isGrowing],
  )
  const before = useMemo(() => headingsBefore(pieces.map(({ piece }) => piece)), [pieces])
  return (
    <Growing value={isGrowing}>
      {pieces.slice(0, shown).map(({ place, piece }) => (
        <Piece
          key={place}
          piece={piece}
          isEnd={isGrowing && place === pieces.length - 1}
          isOneOfMany={pieces.length > 3}
          definitions={definitions}
          under={before[place] ?? ''}
        />
      ))}
    </Growing>
  )
}

// What was split stays so while the text grows.
function usePieces(text: string, isGrowing: boolean): readonly PlacedPiece[] {
  const [split] = useState(createSplitter)
  const isOnePiece = !isGrowing && hasFootnotes(text)
  return useMemo(
    () => (isOnePiece ? [{ place: 0, piece: { kind: 'markdown', text } }] : split(text)),
    [split, text, isOnePiece],
  )
}

interface PlacedPiece {
  /** Which one it is: those before it stay. */
  place: number
  piece: TextPiece
}

function createSplitter(): (text: string) => readonly PlacedPiece[] {
  let settledText = ''
  let settled: SplitText['settled'] | undefined
  let last: { text: string; pieces: readonly PlacedPiece[] } = { text: '', pieces: [] }
  return (text) => {
    if (text === last.text) return last.pieces
    const found = splitText(text, text.startsWith(settledText) ? settled : undefined)
    settled = found.settled
    settledText = text.slice(0, settled.length)
    last = { text, pieces: found.pieces.map((piece, place) => ({ place, piece })) }
    return last.pieces
  }
}

interface PieceProps {
  piece: TextPiece
  /** The piece that grows. */
  isEnd: boolean
  isOneOfMany: boolean
  definitions: string
  /** The headings it stands under. */
  under: string
}

const Piece = memo(
  function Piece({ piece, isEnd, isOneOfMany, definitions, under }: PieceProps) {
    const prefix = useId()
    const options = useMemo(() => ({ clobberPrefix: `${prefix}-` }), [prefix])
    const className = isOneOfMany && !isEnd ? 'markdown text-piece' : 'markdown'
    const text = piece.kind === 'code' ? '' : isEnd ? calmEnd(piece.text) : piece.text
    const headings = useMemo(() => headingsIn(text, under), [text, under])
    if (piece.kind === 'code') {
      return (
        <div className={className}>
          <CodeFrame info={piece.info} code={piece.code} isGrowing={isEnd && !piece.isClosed} />
        </div>
      )
    }
    if (isTooDeep(piece.text)) return <p className={`${className} whitespace-pre-wrap`}>{piece.text}</p>
    return (
      <HeadingsBefore value={headings}>
        <Streamdown
          className={className}
          components={components}
          BlockComponent={BlockUnder}
          // Without the library's own plugins no HTML is parsed: it stays the text it is.
          rehypePlugins={rehypePlugins}
          remarkPlugins={remarkPlugins}
          remarkRehypeOptions={options}
          parseIncompleteMarkdown={isEnd}
          remend={unfinished}
          isAnimating={isEnd}
          controls={false}
          linkSafety={ourOwnLinks}
        >
          {definitions !== '' && /\]\s?\[|\[[^\]]+\](?!\()/.test(text) ? `${text}\n\n${definitions}` : text}
        </Streamdown>
      </HeadingsBefore>
    )
  },
  (before, after) =>
    before.isEnd === after.isEnd &&
    before.isOneOfMany === after.isOneOfMany &&
    before.definitions === after.definitions &&
    before.under === after.under &&
    isSame(before.piece, after.piece),
)

function headingsIn(text: string, under: string): readonly string[] {
  return isTooDeep(text) ? [] : headingsBeforeBlocks(parseMarkdownIntoBlocks(text), under)
}

function isSame(before: TextPiece, after: TextPiece): boolean {
  if (before === after) return true
  if (before.kind === 'markdown') return after.kind === 'markdown' && before.text === after.text
  return (
    after.kind === 'code' &&
    before.code === after.code &&
    before.info === after.info &&
    before.isClosed === after.isClosed
  )
}

const remarkPlugins = [...Object.values(defaultRemarkPlugins), formulas as (typeof defaultRemarkPlugins)[string]]
const rehypePlugins = [directions]
const ourOwnLinks = { enabled: false }
// Formulas are held back until they are whole.
const unfinished = { katex: false }

// Plain elements, styled in reading.css, in place of the library's own looks. (Its type wants every component to take
// any property at all, which ours do not.)
const components = {
  a: MarkdownLink,
  img: MarkdownImage,
  pre: CodeBlock,
  code: InlineCode,
  table: MarkdownTable,
  input: TaskBox,
  section: Footnotes,
  h1: 'h2',
  h2: PlainHeading,
  h3: 'h4',
  h4: 'h5',
  h5: 'h6',
  h6: 'h6',
  p: 'p',
  ul: 'ul',
  ol: 'ol',
  li: 'li',
  strong: 'strong',
  em: 'em',
  blockquote: 'blockquote',
  hr: 'hr',
  sup: 'sup',
  sub: 'sub',
  thead: 'thead',
  tbody: 'tbody',
  tr: 'tr',
  th: 'th',
  td: 'td',
} as Components
