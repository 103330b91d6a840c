// What a worker does: a grammar is some hundred patterns, and a text can be made for them to stumble over, so nobody else
// reads code.
import { createHighlighterCore } from '@shikijs/core'
import { createJavaScriptRegexEngine } from '@shikijs/engine-javascript'
import { loadGrammar } from './languages'
import type { Answer, Piece, Question } from './messages'
import { kindOfColour, theme } from './theme'

const highlighter = createHighlighterCore({
  themes: [theme],
  langs: [],
  // The page's policy allows no WebAssembly. Patterns JavaScript cannot express are left out, not failed for.
  engine: createJavaScriptRegexEngine({ forgiving: true }),
})

export async function readCode({ id, code, grammar }: Question): Promise<Answer> {
  try {
    const ready = await highlighter
    const loaded = await loadGrammar(grammar)
    await ready.loadLanguage(loaded.default)
    const lines = ready.codeToTokensBase(code, { lang: grammar, theme: 'kinds', tokenizeMaxLineLength: 2_000 })
    return { id, lines: lines.map((line) => joined(line.map(({ content, color }) => [content, kindOfColour(color)]))) }
  } catch {
    return { id, lines: null }
  }
}

// Neighbours of one kind are one piece: a fifth of the elements.
function joined(pieces: Piece[]): Piece[] {
  const result: Piece[] = []
  for (const [text, kind] of pieces) {
    const last = result.at(-1)
    if (last && (last[1] === kind || text.trim() === '')) result[result.length - 1] = [last[0] + text, last[1]]
    else result.push([text, kind])
  }
  return result
}
