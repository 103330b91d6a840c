// @vitest-environment happy-dom
// docs/guide/keys.md says what the actions say. It is written anew with
// `node scripts/with-node.mjs vitest run --project renderer keyboard-page -u`.
import { beforeAll, expect, it, vi } from 'vitest'
import { shortcutGroups } from '../features/shortcuts/groups'
import { words } from '../features/shortcuts/words'
import { labelOf, resolved } from '../lib/keys'
import { nameOfAction } from '../state/actions'
import { addAllActions } from './actions'

// There is no Kith to connect to.
vi.mock('../wire/carrier', () => {
  const never = Promise.withResolvers<void>().promise
  return { openCarrier: () => ({ opened: never, closed: never }) }
})

const pages = import.meta.glob<string>('../../../docs/guide/*.md', { eager: true, query: '?raw', import: 'default' })
/** Written by people: without the page that is written here. */
const guide = Object.fromEntries(Object.entries(pages).filter(([path]) => !path.endsWith('/keys.md')))

beforeAll(addAllActions)

it('is a page of the guide, as it is a sheet of the window', async () => {
  await expect(keysPage()).toMatchFileSnapshot('../../../docs/guide/keys.md')
})

it('says in the guide which keys a browser leaves to Kith, wherever others are named', () => {
  const missing = withOthersInBrowser().flatMap(({ id, keys = [], keysInBrowser = keys }) =>
    Object.entries(guide)
      .filter(([path, text]) => path.endsWith('/keyboard.md') || keys.some((one) => text.includes(keyCap(one, false))))
      .flatMap(([path, text]) =>
        keysInBrowser.filter((one) => !text.includes(keyCap(one, false))).map(() => `${path} ${id}`),
      ),
  )
  expect(withOthersInBrowser().map(({ id }) => id)).toContain('threads.pin')
  expect(missing).toEqual([])
})

it('has no keys that macOS keeps to itself', () => {
  const all = shortcutGroups(() => true).flatMap(({ actions, fixed }) => [
    ...actions.flatMap((action) => action.keys ?? []),
    ...fixed.flatMap(({ keys }) => keys),
  ])
  const ofTheSystem = all.filter((keys) => /(?:meta|ctrl)\+(?:space|tab)$/.test(resolved(keys, true)))
  expect(ofTheSystem).toEqual([])
})

function withOthersInBrowser() {
  return shortcutGroups(() => true).flatMap(({ actions }) => actions.filter(({ keysInBrowser }) => keysInBrowser))
}

function keysPage(): string {
  const groups = shortcutGroups(() => true).map(({ group, actions, fixed }) => {
    const ofActions = actions.map((action) => row(nameOfAction(action), action.keys ?? [], action.keysInBrowser))
    const ofPlaces = fixed.map((one) => row(`${one.words} *`, one.keys))
    return `## ${words.groups[group]}\n\n| | Linux, Windows | macOS |\n|---|---|---|\n${[...ofActions, ...ofPlaces].join('\n')}\n`
  })
  return `${head}\n${groups.join('\n')}`
}

const head = `# All keys and actions

<!-- Generated from the actions by src/renderer/app/keyboard-page.test.ts. Not edited by hand. -->

What the palette lists, with the keys each has at first. Those without keys can be given some, and all can be changed, under
*Settings → Keyboard shortcuts*, except those with a star: they belong to a place, such as the list of threads or the conversation.
Where a browser keeps keys to itself, those that Kith has there stand behind.
How to get about without a mouse: [Keyboard](keyboard.md).
`

function row(name: string, keys: readonly string[], inBrowser?: readonly string[]): string {
  return `| ${[name, cell(keys, inBrowser, false), cell(keys, inBrowser, true)].join(' | ')} |`
}

function cell(keys: readonly string[], inBrowser: readonly string[] | undefined, onMac: boolean): string {
  return inBrowser ? `${keyCaps(keys, onMac)}; in a browser ${keyCaps(inBrowser, onMac)}` : keyCaps(keys, onMac)
}

function keyCaps(keys: readonly string[], onMac: boolean): string {
  return keys.map((each) => keyCap(each, onMac)).join(', ')
}

function keyCap(keys: string, onMac: boolean): string {
  return `\`${labelOf(resolved(keys, onMac), onMac)}\``
}
