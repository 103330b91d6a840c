import type { Tool } from './tool'

/** In UTF-16 code units. What is allowed takes time in proportion to its length. */
const LONGEST = 500

/** Loaded with the first sum. */
async function loadParser() {
  // Numbers only: nothing is assigned, defined, looped over or joined, so an expression ends and changes nothing.
  const { Parser } = await import('expr-eval-fork')
  const parser = new Parser({
    operators: {
      assignment: false,
      fndef: false,
      concatenate: false,
      conditional: false,
      logical: false,
      comparison: false,
      in: false,
      factorial: false,
      random: false,
    },
  })
  const allowed = ['min', 'max', 'pow', 'hypot', 'atan2', 'pyt', 'roundTo']
  parser.functions = Object.fromEntries(Object.entries(parser.functions).filter(([name]) => allowed.includes(name)))
  return parser
}

/** Models are bad at numbers. */
export function createCalculator(): Tool {
  let parser: ReturnType<typeof loadParser> | undefined
  return {
    name: 'calculator',
    key: 'calculator',
    title: 'Calculator',
    description:
      'Computes an expression of numbers exactly as written: + - * / % ^, brackets, sqrt, abs, round, floor, ceil, sin, cos, tan, ln, log10, exp, min, max, PI, E.',
    inputSchema: {
      type: 'object',
      properties: { expression: { type: 'string', description: 'Such as (1299 * 0.19) / 12', maxLength: LONGEST } },
      required: ['expression'],
      additionalProperties: false,
    },
    server: null,
    isHarmless: true,
    fingerprint: 'calculator 1',
    async run({ expression }) {
      const text = String(expression)
      if (text.length > LONGEST) throw new Error(`An expression has at most ${LONGEST} characters.`)
      parser ??= loadParser()
      const value: unknown = (await parser).evaluate(text.replaceAll('**', '^'))
      if (typeof value !== 'number') throw new Error('This is no number.')
      if (!Number.isFinite(value)) throw new Error('This has no finite value.')
      return { value }
    },
  }
}
