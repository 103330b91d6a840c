// Which level each heading of a text has for whoever hears it. A text stands below the heading of its page and may begin
// with any rank: the ranks keep their order, and none is skipped. How a heading looks is its rank's and stays.
import type { TextPiece } from '../../../shared/markdown/split-text'

/** Below the name of the thread or the notes. */
const FIRST = 2

interface TreeNode {
  type: string
  tagName?: string
  properties?: Record<string, unknown>
  children?: TreeNode[]
}

/** A rehype plugin: gives each heading its level. `under`: the ranks of the headings it stands under, highest first. */
export function headingLevels({ under }: { under: readonly number[] }) {
  return (tree: TreeNode): void => {
    let open = under
    const visit = (node: TreeNode): void => {
      const rank = /^h([1-6])$/.exec(node.tagName ?? '')?.[1]
      if (rank) {
        open = opened(open, Number(rank))
        node.properties = { ...node.properties, ariaLevel: Math.min(FIRST + open.length - 1, 6) }
      }
      node.children?.forEach(visit)
    }
    visit(tree)
  }
}

/** For each piece, what it stands under, as one word. */
export function headingsBefore(pieces: readonly TextPiece[]): string[] {
  return before(pieces, '', (piece) => ranksOf(piece))
}

/** For each block of a piece, when that stands under so much. */
export function headingsBeforeBlocks(blocks: readonly string[], under: string): string[] {
  return before(blocks, under, ranksIn)
}

export const ranksUnder = (under: string): number[] => (under === '' ? [] : under.split(' ').map(Number))

function before<T>(parts: readonly T[], under: string, ranks: (part: T) => readonly number[]): string[] {
  let open: readonly number[] = ranksUnder(under)
  return parts.map((part, place) => {
    const here = open.join(' ')
    // The last one, which grows, is before nothing.
    if (place < parts.length - 1) open = ranks(part).reduce(opened, open)
    return here
  })
}

function opened(open: readonly number[], rank: number): readonly number[] {
  return [...open.filter((other) => other < rank), rank]
}

const known = new WeakMap<TextPiece, readonly number[]>()

function ranksOf(piece: TextPiece): readonly number[] {
  if (piece.kind !== 'markdown') return []
  const ranks = known.get(piece) ?? ranksIn(piece.text)
  known.set(piece, ranks)
  return ranks
}

function ranksIn(text: string): readonly number[] {
  // What stands in a fence is code.
  const words = text.replaceAll(/^( {0,3})(`{3,}|~{3,})[^]*?(?:^ {0,3}\2|$(?![^]))/gm, '')
  return [...words.matchAll(heading)].map(([, marks, line]) => rankOf(marks, line))
}

/** `## So` or, under a line of text, `===` and `---`. Those within lists and quotes concern only their own piece. */
const heading = /^ {0,3}(#{1,6})(?=[ \t]|$)|(?<=^ {0,3}[^\s#>*+-].*\n) {0,3}(=+|-+)[ \t]*$/gm

const rankOf = (marks: string | undefined, line: string | undefined) => marks?.length ?? (line?.startsWith('=') ? 1 : 2)
