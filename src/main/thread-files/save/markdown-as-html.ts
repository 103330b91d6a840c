// Markdown of strangers as HTML. It is built from the parts that are named here and from nothing else: what the parser calls
// HTML is words, pictures are links, links lead to the web and mail only.
import { disguisedHost } from '../../../shared/markdown/disguised-host'
import { safeLink } from '../../../shared/markdown/safe-link'
import type { Piece } from '../../../shared/highlight/messages'
import { codeAsHtml } from './code-as-html'
import { escape, plain } from './escape'
import { formulaAsHtml } from './formula'
import { readMarkdown } from './read-markdown'
import type { MarkdownNode, MarkdownRoot, ReadPiece } from './read-markdown'
import type { FileWords } from './words'

/** Null for what stands as it was written. @param info what the fence says after its marks */
export type Colour = (code: string, info: string) => Promise<Piece[][] | null>

/** @param colour null: code stands as it was written */
export async function markdownAsHtml(text: string, words: FileWords, colour: Colour | null): Promise<string> {
  const pieces = readMarkdown(text)
  const colours: Colours = new Map()
  for (const block of colour ? codeIn(pieces) : []) {
    colours.set(block, (await colour?.(codeOf(block), infoOf(block))) ?? null)
  }
  return pieces
    .map((piece) => {
      if (piece.kind === 'code') return codeBlock(piece, colours, words)
      if (piece.kind === 'plain') return plain(piece.text)
      try {
        return new Writer(piece.root, piece.text, words, colours).blocks(piece.root.children)
      } catch (error) {
        // Deeper than anybody writes.
        if (error instanceof RangeError) return plain(piece.text)
        throw error
      }
    })
    .join('\n')
}

type CodeNode = Extract<MarkdownNode, { type: 'code' }>
type Block = CodeNode | Extract<ReadPiece, { kind: 'code' }>
type Colours = Map<Block, Awaited<ReturnType<Colour>>>

const codeOf = (block: Block) => ('code' in block ? block.code : block.value)
const infoOf = (block: Block) => ('info' in block ? block.info : (block.lang ?? ''))
const codeBlock = (block: Block, colours: Colours, words: FileWords) =>
  codeAsHtml({ code: codeOf(block), info: infoOf(block), coloured: colours.get(block) }, words)

/** However deep it lies. */
function codeIn(pieces: readonly ReadPiece[]): Block[] {
  return pieces.flatMap((piece): Block[] => {
    if (piece.kind === 'code') return [piece]
    const found: Block[] = []
    const open: MarkdownNode[] = piece.kind === 'markdown' ? [...piece.root.children] : []
    for (let node = open.pop(); node; node = open.pop()) {
      if (node.type === 'code' && node.lang !== 'math') found.push(node)
      if ('children' in node) open.push(...node.children)
    }
    return found
  })
}

class Writer {
  readonly #text: string
  readonly #words: FileWords
  readonly #colours: Colours
  /** Addresses that are named in one place and used in others. */
  readonly #addresses = new Map<string, string>()

  constructor(root: MarkdownRoot, text: string, words: FileWords, colours: Colours) {
    this.#text = text
    this.#words = words
    this.#colours = colours
    for (const node of root.children) {
      if (node.type === 'definition' && !this.#addresses.has(node.identifier)) {
        this.#addresses.set(node.identifier, node.url)
      }
    }
  }

  blocks(nodes: readonly MarkdownNode[]): string {
    return nodes.map((node) => this.#block(node)).join('\n')
  }

  #block(node: MarkdownNode): string {
    switch (node.type) {
      case 'paragraph':
        return `<p dir="auto">${this.#inline(node.children)}</p>`
      case 'heading': {
        // Below the title of the thread and the name of who said it.
        const name = `h${Math.min(node.depth + 2, 6)}`
        return `<${name} dir="auto">${this.#inline(node.children)}</${name}>`
      }
      case 'blockquote':
        return `<blockquote dir="auto">${this.blocks(node.children)}</blockquote>`
      case 'list': {
        const items = node.children.map((item) => this.#item(item)).join('')
        return node.ordered ? `<ol start="${node.start ?? 1}" dir="auto">${items}</ol>` : `<ul dir="auto">${items}</ul>`
      }
      case 'listItem':
        return this.#item(node)
      case 'code':
        if (node.lang === 'math') return formulaAsHtml(node.value, true)
        return codeBlock(node, this.#colours, this.#words)
      case 'math':
        return formulaAsHtml(node.value, true)
      case 'html':
        return plain(node.value)
      case 'table':
        return this.#table(node)
      case 'thematicBreak':
        return '<hr>'
      case 'footnoteDefinition':
        return `<div class="note"><sup>${escape(node.label ?? node.identifier)}</sup>${this.blocks(node.children)}</div>`
      case 'definition':
        return ''
      default:
        return this.#inline([node])
    }
  }

  #item(item: Extract<MarkdownNode, { type: 'listItem' }>): string {
    const box = typeof item.checked === 'boolean' ? `${item.checked ? '☑' : '☐'} ` : ''
    const [only, ...others] = item.children
    const inside =
      !item.spread && only?.type === 'paragraph'
        ? this.#inline(only.children) + (others.length > 0 ? `\n${this.blocks(others)}` : '')
        : this.blocks(item.children)
    return `<li dir="auto">${box}${inside}</li>`
  }

  #table({ align, children }: Extract<MarkdownNode, { type: 'table' }>): string {
    const rows = children.map((row, at) => {
      const name = at === 0 ? 'th' : 'td'
      const cells = row.children.map((cell, column) => {
        const side = align?.[column]
        const aligned = side === 'right' || side === 'center' || side === 'left' ? ` class="${side}"` : ''
        return `<${name}${aligned} dir="auto">${this.#inline(cell.children)}</${name}>`
      })
      return `<tr>${cells.join('')}</tr>`
    })
    const [head = '', ...body] = rows
    return `<div class="wide"><table><thead>${head}</thead><tbody>${body.join('')}</tbody></table></div>`
  }

  #inline(nodes: readonly MarkdownNode[]): string {
    return nodes.map((node) => this.#word(node)).join('')
  }

  #word(node: MarkdownNode): string {
    switch (node.type) {
      case 'emphasis':
        return `<em>${this.#inline(node.children)}</em>`
      case 'strong':
        return `<strong>${this.#inline(node.children)}</strong>`
      case 'delete':
        return `<del>${this.#inline(node.children)}</del>`
      case 'inlineCode':
        return `<code>${escape(node.value)}</code>`
      case 'inlineMath':
        return formulaAsHtml(node.value, /^(?:\$\$|\\\[)/.test(this.#text.slice(node.position?.start.offset)))
      case 'break':
        return '<br>'
      case 'link':
        return this.#link(node.url, node.children)
      case 'linkReference':
        return this.#link(this.#addresses.get(node.identifier) ?? '', node.children)
      case 'image':
        return this.#picture(node.url, node.alt)
      case 'imageReference':
        return this.#picture(this.#addresses.get(node.identifier) ?? '', node.alt)
      case 'footnoteReference':
        return `<sup>${escape(node.label ?? node.identifier)}</sup>`
      default:
        if ('value' in node) return escape(node.value)
        return 'children' in node ? this.#inline(node.children) : ''
    }
  }

  #link(url: string, children: readonly MarkdownNode[]): string {
    const inside = this.#inline(children)
    const address = safeLink(url)
    if (address === null) return `<span>${inside}</span>`
    return anchor(address, inside, disguisedHost(address, wordsOf(children)), this.#words)
  }

  /** The picture itself is never fetched: its address could carry away what was said. */
  #picture(url: string, alt: string | null | undefined): string {
    const name = alt ? `${this.#words.picture}: ${alt}` : this.#words.picture
    const address = safeLink(url)
    if (address === null) return `<span>${escape(name)}</span>`
    return anchor(address, escape(name), new URL(address).host, this.#words)
  }
}

function anchor(address: string, inside: string, host: string | null, words: FileWords): string {
  const where = host === null ? '' : ` <span class="quiet">(${escape(words.linkTo(host))})</span>`
  return `<a href="${escape(address)}" rel="noopener noreferrer"><bdi>${inside}</bdi></a>${where}`
}

function wordsOf(nodes: readonly MarkdownNode[]): string {
  return nodes.map((node) => ('value' in node ? node.value : 'children' in node ? wordsOf(node.children) : '')).join('')
}
