import { memo, useEffect, useState } from 'react'
import type { CSSProperties } from 'react'
import { longestColoured } from '../../../shared/highlight/messages'
import type { Piece } from '../../../shared/highlight/messages'
import type { Grammar } from '../../../shared/highlight/languages'
import { highlight } from './highlight/highlighter'

const linesOfGroup = 100

interface CodeLinesProps {
  lines: readonly string[]
  grammar: Grammar | null
  isWrapped: boolean
}

/** Lines of code, in groups: of a long block only the groups in view are laid out, and only the last one grows. */
export function CodeLines({ lines, grammar, isWrapped }: CodeLinesProps) {
  const coloured = useColours(lines, grammar)
  const groups: { first: number; text: string; pieces: readonly Piece[][] | null }[] = []
  for (let first = 0; first < lines.length; first += linesOfGroup) {
    const part = lines.slice(first, first + linesOfGroup)
    groups.push({
      first,
      text: part.join('\n') + (first + linesOfGroup < lines.length ? '\n' : ''),
      pieces: coloured?.slice(first, first + linesOfGroup) ?? null,
    })
  }
  const isLong = groups.length > 2
  return groups.map(({ first, text, pieces }) => (
    <Group key={first} text={text} pieces={pieces} isLong={isLong} isWrapped={isWrapped} />
  ))
}

interface GroupProps {
  text: string
  pieces: readonly Piece[][] | null
  isLong: boolean
  isWrapped: boolean
}

const Group = memo(
  function Group({ text, pieces, isLong, isWrapped }: GroupProps) {
    return (
      <span
        className={isLong ? 'code-group block' : undefined}
        style={isLong && !isWrapped ? ({ '--lines': text.split('\n').length } as CSSProperties) : undefined}
      >
        {pieces ? inColours(pieces) : text}
        {pieces && text.endsWith('\n') && '\n'}
      </span>
    )
  },
  (before, after) =>
    before.text === after.text &&
    before.isLong === after.isLong &&
    before.isWrapped === after.isWrapped &&
    // Colours are those of the text.
    (before.pieces === null) === (after.pieces === null),
)

function inColours(lines: readonly Piece[][]) {
  return lines.map((line, index) => ({ name: `line ${index}`, line, hasNext: index < lines.length - 1 })).map(oneLine)
}

function oneLine({ name, line, hasNext }: { name: string; line: readonly Piece[]; hasNext: boolean }) {
  const pieces = line.map(([text, kind], index) => ({ place: `piece ${index}`, text, kind }))
  return (
    <span key={name}>
      {pieces.map(({ place, text, kind }) =>
        kind ? (
          <span key={place} data-token={kind}>
            {text}
          </span>
        ) : (
          text
        ),
      )}
      {hasNext && '\n'}
    </span>
  )
}

function useColours(lines: readonly string[], grammar: Grammar | null): readonly Piece[][] | null {
  const [coloured, setColoured] = useState<{ code: string; pieces: readonly Piece[][] | null } | null>(null)
  const code = grammar ? lines.join('\n') : ''
  useEffect(() => {
    if (!grammar || code === '' || code.length > longestColoured) return
    let isGone = false
    void highlight(code, grammar).then((pieces) => !isGone && setColoured({ code, pieces }))
    return () => void (isGone = true)
  }, [code, grammar])
  return coloured?.code === code ? coloured.pieces : null
}
