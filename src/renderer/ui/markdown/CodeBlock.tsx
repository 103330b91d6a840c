import { useState } from 'react'
import type { ComponentProps } from 'react'
import { useIsCodeFenceIncomplete } from 'streamdown'
import type { ExtraProps } from 'streamdown'
import { copyWords, useCopy } from '../use-copy'

const linesBeforeFolding = 24
const linesWhenFolded = 16

type HastNode = NonNullable<ExtraProps['node']>

/** A fenced block: its language, its text, and a way to copy it whole. */
export function CodeBlock({ node }: ComponentProps<'pre'> & ExtraProps) {
  const isGrowing = useIsCodeFenceIncomplete()
  const [isWhole, setWhole] = useState(false)
  const { language, code } = readFence(node)
  const { outcome, copy } = useCopy(() => code)

  const lines = code.split('\n')
  const isFolded = lines.length > linesBeforeFolding && !isWhole && !isGrowing
  const shown = isFolded ? lines.slice(0, linesWhenFolded).join('\n') : code
  return (
    <div className="rounded-m bg-band pb-3" dir="ltr">
      <div className="flex h-8 items-center justify-between ps-3.5 pe-1 pt-[3px] text-micro text-ink-3">
        <span>{language}</span>
        <button
          type="button"
          aria-label={outcome ? copyWords[outcome] : 'Copy code'}
          onClick={copy}
          className="h-7 rounded-m px-2 text-small text-ink-2 hover:bg-hover hover:text-ink"
        >
          {outcome ? copyWords[outcome] : 'Copy'}
        </button>
      </div>
      <pre
        role="region"
        aria-label={language ? `Code in ${language}` : 'Code'}
        tabIndex={0}
        className="overflow-x-auto px-3.5 font-mono text-code whitespace-pre text-ink [overflow-wrap:normal]"
      >
        <code>{shown}</code>
      </pre>
      {isFolded && (
        <button
          type="button"
          onClick={() => setWhole(true)}
          className="mx-1.5 mt-1 h-7 rounded-m px-2 text-small text-ink-2 hover:bg-hover hover:text-ink"
        >
          Show {lines.length - linesWhenFolded} more lines
        </button>
      )}
    </div>
  )
}

function readFence(pre: HastNode | undefined): { language: string; code: string } {
  const code = pre?.children.find((child): child is HastNode => child.type === 'element' && child.tagName === 'code')
  const classes = code?.properties['className']
  const named = Array.isArray(classes) ? classes.map(String).find((name) => name.startsWith('language-')) : undefined
  const text = code?.children.map((child) => (child.type === 'text' ? child.value : '')).join('') ?? ''
  return { language: named?.slice('language-'.length) ?? '', code: text.replace(/\n$/, '') }
}
