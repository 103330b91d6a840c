// V8 compiles PGlite's engine twice: each function quickly when it is first called, and well when it seems to be used much. By
// its own measure that is soon: 44 functions within the first second of a start, which took two seconds of processor from
// whoever wanted to write. Later, each that is really used much is compiled well all the same.
import { setFlagsFromString } from 'node:v8'

/** About as many bytes of a function as are executed before it is compiled well: eighty times what V8 takes by itself. */
const BUDGET = 1_000_000_000

/**
 * To be called before the engine is opened. It holds for the whole process, and what Node keeps compiled is kept for one
 * setting: it comes before the compile cache.
 */
export function optimiseEngineLate(): void {
  setFlagsFromString(`--wasm-tiering-budget=${BUDGET}`)
}
