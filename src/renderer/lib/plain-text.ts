// Markdown as the text one reads: without its marks, for places that show them.
import { fromMarkdown } from 'mdast-util-from-markdown'
import { gfmFromMarkdown } from 'mdast-util-gfm'
import { gfm } from 'micromark-extension-gfm'

type Node = ReturnType<typeof fromMarkdown>['children'][number]

export function plainText(markdown: string): string {
  const { children } = fromMarkdown(markdown, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] })
  return blocks(children)
}

function blocks(nodes: readonly Node[], between = '\n\n'): string {
  return nodes
    .map(block)
    .filter((text) => text !== '')
    .join(between)
}

function block(node: Node): string {
  switch (node.type) {
    case 'list':
      return node.children
        .map((item, index) => {
          const mark = node.ordered ? `${(node.start ?? 1) + index}. ` : '- '
          const box = typeof item.checked === 'boolean' ? `[${item.checked ? 'x' : ' '}] ` : ''
          return indented(mark + box, blocks(item.children, node.spread ? '\n\n' : '\n'), ' '.repeat(mark.length))
        })
        .join('\n')
    case 'table':
      return node.children.map((row) => row.children.map((cell) => inline(cell.children)).join('\t')).join('\n')
    case 'blockquote':
    case 'footnoteDefinition':
      return blocks(node.children)
    case 'code':
    case 'html':
      return node.value
    case 'definition':
    case 'thematicBreak':
      return ''
    case 'paragraph':
    case 'heading':
      return inline(node.children)
    default:
      return inline([node])
  }
}

function inline(nodes: readonly Node[]): string {
  return nodes.map(words).join('')
}

function words(node: Node): string {
  if (node.type === 'break') return '\n'
  if (node.type === 'image') return node.alt ?? ''
  if (node.type === 'link') {
    const text = inline(node.children)
    return text === node.url || `mailto:${text}` === node.url ? text : `${text} (${node.url})`
  }
  if ('value' in node) return node.value
  return 'children' in node ? inline(node.children) : ''
}

function indented(first: string, text: string, rest: string): string {
  return first + text.replaceAll('\n', `\n${rest}`).replaceAll(/\n +(?=\n)/g, '\n')
}
