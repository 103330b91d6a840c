import type { ComponentProps } from 'react'
import { useIsCodeFenceIncomplete } from 'streamdown'
import type { ExtraProps } from 'streamdown'
import { CodeFrame } from './CodeFrame'
import { Diagram } from './diagram/Diagram'
import { Formula } from './Formula'

type HastNode = NonNullable<ExtraProps['node']>

/** A fenced block: code, a diagram or a formula, by what its fence says. */
export function CodeBlock({ node }: ComponentProps<'pre'> & ExtraProps) {
  const isGrowing = useIsCodeFenceIncomplete()
  const { classes, code } = readFence(node)
  if (classes.includes('language-math')) return <Formula tex={code} isBlock isOpen={classes.includes('math-open')} />
  const info = classes.find((name) => name.startsWith('language-'))?.slice('language-'.length) ?? ''
  if (info === 'mermaid') return <Diagram source={code} isGrowing={isGrowing} />
  return <CodeFrame info={info} code={code} isGrowing={isGrowing} />
}

/** Code in a line, or a formula. */
export function InlineCode({ node, children }: ComponentProps<'code'> & ExtraProps) {
  const classes = classesOf(node)
  if (!classes.includes('language-math')) return <code>{children}</code>
  return <Formula tex={textOf(node)} isBlock={classes.includes('math-display')} isOpen={false} />
}

function readFence(pre: HastNode | undefined): { classes: string[]; code: string } {
  const code = pre?.children.find((child): child is HastNode => child.type === 'element' && child.tagName === 'code')
  return { classes: classesOf(code), code: textOf(code).replace(/\n$/, '') }
}

function classesOf(node: HastNode | undefined): string[] {
  const names = node?.properties['className']
  return Array.isArray(names) ? names.map(String) : []
}

function textOf(node: HastNode | undefined): string {
  return node?.children.map((child) => (child.type === 'text' ? child.value : '')).join('') ?? ''
}
