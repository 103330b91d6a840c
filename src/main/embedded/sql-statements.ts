// Cuts a SQL file into its statements, as the server's own lexer would: quotes, dollar quotes, comments (nested ones
// too) and the bodies of BEGIN ATOMIC functions hold semicolons that end nothing.

export interface Statement {
  /** As written, comments included, without the semicolon. */
  text: string
  /** Without comments and with white space evened out: equal for two statements that do the same. */
  meaning: string
}

export function splitStatements(sql: string): Statement[] {
  const statements: Statement[] = []
  let text = ''
  let meaning = ''
  let previousWord = ''
  let atomicDepth = 0

  const finish = () => {
    if (meaning.trim() !== '') statements.push({ text: text.trim(), meaning: meaning.trim() })
    text = ''
    meaning = ''
    previousWord = ''
    atomicDepth = 0
  }

  for (const { kind, value } of pieces(sql)) {
    if (value === ';' && atomicDepth === 0) {
      finish()
      continue
    }
    text += value
    if (kind === 'comment' || kind === 'space') {
      meaning += meaning === '' || meaning.endsWith(' ') ? '' : ' '
      continue
    }
    meaning += value
    if (kind === 'word') {
      const word = value.toLowerCase()
      if (word === 'atomic' && previousWord === 'begin') atomicDepth = 1
      else if (atomicDepth > 0 && word === 'case') atomicDepth++
      else if (atomicDepth > 0 && word === 'end') atomicDepth--
      previousWord = word
    }
  }
  finish()
  return statements
}

interface Piece {
  kind: 'space' | 'comment' | 'word' | 'other'
  value: string
}

const space = /\s+/y
const lineComment = /--[^\n]*/y
const word = /[A-Za-z_\u0080-\uffff][\w$\u0080-\uffff]*/y
const literals = [
  // 'it''s', E'it\'s', "an ""identifier""", $tag$ … $tag$
  /[eE]'[^'\\]*(?:(?:\\[\s\S]|'')[^'\\]*)*'/y,
  /'[^']*(?:''[^']*)*'/y,
  /"[^"]*(?:""[^"]*)*"/y,
  /\$([A-Za-z_\u0080-\uffff][\w\u0080-\uffff]*)?\$[\s\S]*?\$\1\$/y,
]

function* pieces(sql: string): Generator<Piece> {
  let at = 0
  const match = (pattern: RegExp) => {
    pattern.lastIndex = at
    return pattern.exec(sql)?.[0]
  }
  while (at < sql.length) {
    const piece = next()
    at += piece.value.length
    yield piece
  }

  function next(): Piece {
    const blank = match(space)
    if (blank) return { kind: 'space', value: blank }
    const comment = match(lineComment) ?? blockComment(sql, at)
    if (comment) return { kind: 'comment', value: comment }
    for (const literal of literals) {
      const value = match(literal)
      if (value) return { kind: 'other', value }
    }
    const name = match(word)
    if (name) return { kind: 'word', value: name }
    return { kind: 'other', value: sql.charAt(at) }
  }
}

// Block comments nest in PostgreSQL, which a regular expression cannot follow.
function blockComment(sql: string, start: number): string | undefined {
  if (!sql.startsWith('/*', start)) return undefined
  const edge = /\/\*|\*\//g
  edge.lastIndex = start
  let depth = 0
  for (let found = edge.exec(sql); found; found = edge.exec(sql)) {
    depth += found[0] === '/*' ? 1 : -1
    if (depth === 0) return sql.slice(start, edge.lastIndex)
  }
  return sql.slice(start)
}
