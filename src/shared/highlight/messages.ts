import type { Grammar } from './languages'
import type { TokenKind } from './theme'

export interface Question {
  id: number
  code: string
  grammar: Grammar
}

/** A piece of a line, and what it is. */
export type Piece = readonly [text: string, kind: TokenKind | null]

export interface Answer {
  id: number
  /** Null when it could not be read. */
  lines: Piece[][] | null
}

/** Characters of a block. Beyond this it is not coloured: it is data and not read as code. */
export const longestColoured = 100_000
