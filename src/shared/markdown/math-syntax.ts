// Formulas between single dollars and between \( \) or \[ \], which models write as often as $$. A dollar opens one only
// where no price could: what stands in it touches both its dollars, and no figure follows the second.
import type { Code, Construct, Effects, Extension, State } from 'micromark-util-types'

// The names of the parts are those of the formulas between double dollars, so that the same code reads both.
declare module 'micromark-util-types' {
  interface TokenTypeMap {
    mathText: 'mathText'
    mathTextData: 'mathTextData'
    mathTextSequence: 'mathTextSequence'
  }
}

const dollar = 36
const backslash = 92

/** To be given to the parser after the one that knows `$$`. */
export const mathSyntax: Extension = {
  text: {
    [dollar]: {
      name: 'priceSafeMath',
      tokenize: tokenizeDollars,
      previous: (code) => code !== dollar && code !== backslash,
    },
    [backslash]: [delimited(40, 41), delimited(91, 93)],
  },
}

function tokenizeDollars(effects: Effects, ok: State, nok: State): State {
  let last: Code = null
  return function start(code) {
    open(effects, code)
    return first
  }
  function first(code: Code): State | undefined {
    effects.exit('mathTextSequence')
    return code === dollar || isSpace(code) ? nok(code) : content(code)
  }
  function content(code: Code): State | undefined {
    if (code === null) return nok(code)
    if (code === dollar) return isSpace(last) ? nok(code) : close(code)
    return piece(effects, code, content, (taken) => (last = taken), dollar)
  }
  function close(code: Code): State | undefined {
    effects.enter('mathTextSequence')
    effects.consume(code)
    effects.exit('mathTextSequence')
    return after
  }
  function after(code: Code): State | undefined {
    if (code === dollar || (code !== null && code >= 48 && code <= 57)) return nok(code)
    effects.exit('mathText')
    return ok(code)
  }
}

function delimited(opener: number, closer: number): Construct {
  return {
    name: 'delimitedMath',
    tokenize(effects, ok, nok) {
      return function start(code) {
        open(effects, code)
        return second
      }
      function second(code: Code): State | undefined {
        if (code !== opener) return nok(code)
        effects.consume(code)
        effects.exit('mathTextSequence')
        return content
      }
      function content(code: Code): State | undefined {
        if (code === null) return nok(code)
        if (code === backslash) return effects.attempt({ tokenize: closing }, done, escaped)(code)
        return piece(effects, code, content, () => {}, backslash)
      }
      // A command, or an escaped character: neither can end the formula.
      function escaped(code: Code): State | undefined {
        effects.enter('mathTextData')
        effects.consume(code)
        return (next) => {
          if (next === null || isSpace(next)) {
            effects.exit('mathTextData')
            return content(next)
          }
          effects.consume(next)
          effects.exit('mathTextData')
          return content
        }
      }
      function closing(attempt: Effects, isClosed: State, isNot: State): State {
        return (code) => {
          attempt.enter('mathTextSequence')
          attempt.consume(code)
          return (next: Code) => {
            if (next !== closer) return isNot(next)
            attempt.consume(next)
            attempt.exit('mathTextSequence')
            return isClosed
          }
        }
      }
      function done(code: Code): State | undefined {
        effects.exit('mathText')
        return ok(code)
      }
    },
  }
}

function open(effects: Effects, code: Code): void {
  effects.enter('mathText')
  effects.enter('mathTextSequence')
  effects.consume(code)
}

/** One line ending, or as much of a line as reaches to the next character that may mean something. */
function piece(
  effects: Effects,
  code: Code,
  then: State,
  onTaken: (code: Code) => void,
  marker: number,
): State | undefined {
  if (isLineEnding(code)) {
    effects.enter('lineEnding')
    effects.consume(code)
    effects.exit('lineEnding')
    onTaken(code)
    return then
  }
  effects.enter('mathTextData')
  return data(code)

  function data(next: Code): State | undefined {
    if (next === null || next === marker || isLineEnding(next)) {
      effects.exit('mathTextData')
      return then(next)
    }
    effects.consume(next)
    onTaken(next)
    // In a formula between dollars an escaped dollar is a dollar.
    if (next === backslash && marker === dollar) return escapedDollar
    return data
  }
  function escapedDollar(next: Code): State | undefined {
    if (next !== dollar) return data(next)
    effects.consume(next)
    onTaken(next)
    return data
  }
}

function isLineEnding(code: Code): boolean {
  return code !== null && code < -2
}
function isSpace(code: Code): boolean {
  return code === null || code < 0 || code === 32
}
