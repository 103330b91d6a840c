import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { fitLine } from '../../bench/hour/fit-line.mjs'
import { benchmarkOf, benchmarks, missing } from './benchmarks.mjs'
import { readResults, renderPerformance } from './document.mjs'
import type { NamedResult } from './document.mjs'

const path = fileURLToPath(new URL('../../docs/performance.md', import.meta.url))
const run = { name: 'hour', command: 'npm run bench -- hour', date: '2026-11-27', machine: '2 cores' }
const around = (inside: string) =>
  `Before.\n\n<!-- figures: npm run performance -->${inside}<!-- end of figures -->\n\nAfter.\n`
const rowsOf = (figures: NamedResult['figures']) =>
  renderPerformance(around(''), [{ ...run, figures }])
    .split('\n')
    .filter((line) => line.startsWith('| '))
    .slice(1)

test('docs/performance.md says what the benchmarks have taken down', () => {
  const document = readFileSync(path, 'utf8')
  expect(document).toBe(renderPerformance(document, readResults()))
})

describe('every benchmark', () => {
  const wanted = Object.values(benchmarks).flatMap(({ results }) => results)
  const recorded = readResults().map(({ name }) => name)
  const programs = readdirSync(new URL('../../bench', import.meta.url)).flatMap(
    (file) => /^(.+)\.mjs$/.exec(file)?.[1] ?? [],
  )

  test('has its figures, or a reason why it has none', () => {
    const without = wanted.filter((name) => !recorded.includes(name))
    expect(without.toSorted()).toEqual(Object.keys(missing).toSorted())
  })

  test('that has figures is there, and is one of those that are looked for', () => {
    expect(recorded.filter((name) => benchmarkOf(name) === null)).toEqual([])
    // Two are no programs of bench: `npm test` and `npm run check:package` take themselves down.
    expect([...programs, 'package', 'test'].toSorted()).toEqual(Object.keys(benchmarks).toSorted())
  })

  test('stands among the commands that take figures down', () => {
    const document = readFileSync(path, 'utf8')
    const command = (bench: string) => new RegExp(`^\\| \`(?:npm run bench --|…) ${bench}\\b`, 'm')
    expect(programs.filter((bench) => !command(bench).test(document))).toEqual([])
  })
})

test('a figure that misses its aim stands out, and what stands around the table stays', () => {
  expect(
    rowsOf([
      { what: 'To usable', value: 812.4, unit: 'ms', aim: 1_000 },
      { what: 'Memory', value: 463.2, unit: 'MB', aim: 450 },
      { what: 'Of both', value: 1.234, unit: 'times', note: 'a bare server is 1' },
    ]),
  ).toEqual([
    '| To usable | 812 ms | 1,000 ms |',
    '| Memory | **463 MB** | 450 MB |',
    '| Of both (a bare server is 1) | 1.23 times |  |',
  ])
  const document = renderPerformance(around('\nold\n'), [])
  expect(document).toMatch(/^Before\.\n[^]*\nAfter\.\n$/)
  expect(document).not.toContain('old')
})

test('growth that may as well be none misses nothing', () => {
  const growth = { what: 'Growth', unit: 'MB an hour', aim: 0 }
  expect(
    rowsOf([
      { ...growth, value: 1.2, error: 0.8 },
      { ...growth, value: 12.3, error: 2 },
      { ...growth, value: -3.21, error: 0.05 },
    ]),
  ).toEqual([
    '| Growth | 1.20 ± 0.80 MB an hour | 0 MB an hour |',
    '| Growth | **12.3 ± 2 MB an hour** | 0 MB an hour |',
    '| Growth | −3.21 ± 0.05 MB an hour | 0 MB an hour |',
  ])
})

test('a figure that should be large misses its aim from below', () => {
  const share = { what: 'Found', unit: '%', aim: 75, isFloor: true }
  expect(
    rowsOf([
      { ...share, value: 81.25 },
      { ...share, value: 69 },
    ]),
  ).toEqual(['| Found | 81.3 % | at least 75 % |', '| Found | **69 %** | at least 75 % |'])
})

test('runs of one benchmark stand under one heading, each with what repeats it', () => {
  const figures = [{ what: 'One can write', value: 900, unit: 'ms' }]
  const results = [
    { ...run, figures },
    { ...run, name: 'startup', command: 'npm run bench -- startup', figures },
    { ...run, name: 'startup-cold', command: 'npm run bench -- startup --cold', figures },
  ]
  const document = renderPerformance(around(''), results, { api: 'It rained.', hour: 'It is there.' })
  expect(document.split('\n').filter((line) => /^[#`]/.test(line))).toEqual([
    '### Start',
    '`npm run bench -- startup` on 2026-11-27: 2 cores',
    '`npm run bench -- startup --cold` on 2026-11-27: 2 cores',
    '### An hour of use',
    '`npm run bench -- hour` on 2026-11-27: 2 cores',
    '### The local API',
  ])
  expect(document).toContain('### The local API\n\nNot taken down: `api`. It rained.')
  expect(document).not.toContain('It is there.')
})

test('a document without a place for figures is refused', () => {
  expect(() => renderPerformance('Nothing.', [])).toThrow('needs a line')
})

test('figures of no benchmark are refused, not left out', () => {
  expect(() => renderPerformance(around(''), [{ ...run, name: 'other-part', figures: [] }])).toThrow('"other-part"')
  expect(() => renderPerformance(around(''), [{ ...run, name: 'hour-part', figures: [] }])).toThrow('"hour-part"')
})

test('a line finds the growth there is, and is less sure where samples follow one another', () => {
  const along = (noise: (index: number) => number) =>
    fitLine(Array.from({ length: 50 }, (_, index) => ({ x: index / 60, y: 400 + index / 10 + noise(index) })))
  const exact = along(() => 0)
  expect(exact.slope).toBeCloseTo(6)
  expect(exact.start).toBeCloseTo(400)
  expect(exact.error).toBeCloseTo(0)
  const jumping = along((index) => (index % 2 === 0 ? 1 : -1))
  const drifting = along((index) => (index % 20 < 10 ? 1 : -1))
  expect(Math.abs(jumping.slope - 6)).toBeLessThan(3 * jumping.error)
  expect(drifting.error).toBeGreaterThan(2 * jumping.error)
  expect(() => fitLine([{ x: 1, y: 1 }])).toThrow('three samples')
})
