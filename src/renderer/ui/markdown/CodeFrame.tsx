import { useState } from 'react'
import type { ReactNode } from 'react'
import { languageOf } from '../../../shared/highlight/language-names'
import { classNames } from '../../lib/class-names'
import { IconButton } from '../IconButton'
import { WrapIcon } from '../icons'
import { copyWords, useCopy } from '../use-copy'
import { CodeLines } from './CodeLines'
import { words } from './words'

const linesBeforeFolding = 24
const linesWhenFolded = 16

interface CodeFrameProps {
  /** What the fence says after its marks. */
  info: string
  code: string
  /** Its end has not come yet: it is neither coloured nor folded. */
  isGrowing: boolean
  /** More to do with it, and words under it. */
  actions?: ReactNode
  note?: string
}

/** A block of code: its language, its lines, ways to copy and to wrap them. */
export function CodeFrame({ info, code, isGrowing, actions, note }: CodeFrameProps) {
  // Folding away what somebody has just read as it came would move everything under their eyes.
  const [isWhole, setWhole] = useState(isGrowing)
  const [isWrapped, setWrapped] = useState(false)
  const { shown: language, grammar } = languageOf(info)
  const { outcome, copy } = useCopy(() => code)

  const lines = code.split('\n')
  const isLong = lines.length > linesBeforeFolding
  const isFolded = isLong && !isWhole && !isGrowing
  return (
    <div className="rounded-m bg-band pb-3" dir="ltr">
      <div className="flex h-8 items-center gap-0.5 ps-3.5 pe-1 pt-[3px] text-micro text-ink-3">
        <span className="min-w-0 flex-1 truncate">{language}</span>
        {actions}
        <IconButton
          size="small"
          label={words.wrapLines}
          icon={<WrapIcon />}
          aria-pressed={isWrapped}
          isOn={isWrapped}
          onClick={() => setWrapped(!isWrapped)}
        />
        <button
          type="button"
          aria-label={outcome ? copyWords[outcome] : words.copyCode}
          onClick={copy}
          className="h-7 rounded-m px-2 text-small text-ink-2 hover:bg-hover hover:text-ink"
        >
          {outcome ? copyWords[outcome] : words.copy}
        </button>
      </div>
      <pre
        role="region"
        aria-label={language ? words.codeIn(language) : words.code}
        tabIndex={0}
        className={classNames(
          'overflow-x-auto px-3.5 font-mono text-code text-ink',
          isWrapped ? 'whitespace-pre-wrap [overflow-wrap:anywhere]' : 'whitespace-pre [overflow-wrap:normal]',
        )}
      >
        <code>
          <CodeLines
            lines={isFolded ? lines.slice(0, linesWhenFolded) : lines}
            grammar={isGrowing ? null : grammar}
            isWrapped={isWrapped}
          />
        </code>
      </pre>
      {isLong && !isGrowing && (
        <button
          type="button"
          aria-expanded={!isFolded}
          onClick={() => setWhole(isFolded)}
          className="mx-1.5 mt-1 h-7 rounded-m px-2 text-small text-ink-2 hover:bg-hover hover:text-ink"
        >
          {isFolded ? words.moreLines(lines.length - linesWhenFolded) : words.fewerLines}
        </button>
      )}
      {note && <p className="px-3.5 pt-2 text-small text-ink-3">{note}</p>}
    </div>
  )
}
