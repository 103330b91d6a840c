import { expect, test } from 'vitest'
import { glimpse } from './glimpse'

test.each([
  ['| Day | Run |\n|---|:---:|\n| Mon | 5 km |', 'Day, Run\nMon, 5 km'],
  ['## Plan\n\n**Run** slowly, `now`.\n\n\n\n---\n> Rest', 'Plan\n\nRun slowly, now.\n\nRest'],
  ['See [the map](https://example.com/a) ![x](y.png)', 'See the map x'],
  ['…waits. ```js wait(60) ```', '…waits. wait(60)'],
  ['**\u0002Knee\u0003 first**, 2 ** 3 ** 4', '\u0002Knee\u0003 first, 2 ** 3 ** 4'],
  ['<b>not markup</b> | and no table', '<b>not markup</b> | and no table'],
  ['So $e = mc^2$, for $n$: $$\\int_0^1 x\\,dx$$', 'So e = mc^2, for n: \\int_0^1 x\\,dx'],
  ['From $5 to $10, or $5 and 3$ more', 'From $5 to $10, or $5 and 3$ more'],
  ['See [the *second* [map]](https://example.com/a)', 'See [the *second* [map]](https://example.com/a)'],
  ['---', '---'],
  ['', ''],
])('%j is glanced at as %j', (markdown, words) => {
  expect(glimpse(markdown)).toBe(words)
})

// Each of them begins something on every sign, and never ends it.
test.each(['[', '[](', '**a ', '__a ', '-', '| ', '`', '$', '> ', '#'])(
  'much of %j is glimpsed before anybody waits',
  (sign) => {
    expect(glimpse(`${sign.repeat(50_000)}|x`)).toMatch(/x$/)
  },
)
