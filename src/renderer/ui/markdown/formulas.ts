import remarkMath from 'remark-math'
import { mathSyntax } from '../../../shared/markdown/math-syntax'

interface MarkdownNode {
  type: string
  children?: MarkdownNode[]
  position?: { start: { offset?: number }; end: { offset?: number } }
  data?: { hChildren?: { properties?: Record<string, unknown> }[]; hProperties?: Record<string, unknown> }
}
interface Parser {
  data(): { micromarkExtensions?: unknown[] }
}

/** A remark plugin: reads formulas, and marks each as one in the line or on its own, and as written to its end or not. */
export const formulas = readFormulas

function readFormulas(this: Parser) {
  Reflect.apply(remarkMath, this, [{ singleDollarTextMath: false }])
  ;(this.data().micromarkExtensions ??= []).push(mathSyntax)
  return (tree: MarkdownNode, file: unknown) => markFormulas(tree, String(file))
}

function markFormulas(node: MarkdownNode, text: string): void {
  if (node.type === 'math' || node.type === 'inlineMath') mark(node, text)
  for (const child of node.children ?? []) markFormulas(child, text)
}

function mark(node: MarkdownNode, text: string): void {
  const written = text.slice(node.position?.start.offset, node.position?.end.offset)
  const isBlock = /^(\$\$|\\\[)/.test(written)
  const isClosed = node.type === 'inlineMath' || /\S\s*\$\$\s*$/.test(written.replace(/^\$+/, ''))
  const className = ['language-math', isBlock ? 'math-display' : 'math-inline', ...(isClosed ? [] : ['math-open'])]
  if (node.type === 'inlineMath') node.data = { ...node.data, hProperties: { className } }
  else for (const child of node.data?.hChildren ?? []) child.properties = { className }
}
