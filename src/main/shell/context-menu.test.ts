import type { EditFlags } from 'electron'
import { describe, expect, it, vi } from 'vitest'
import { wordsOfShell } from './words'

// Only the template is tested; Electron itself would be fetched by being imported.
vi.mock('electron', () => ({ Menu: {}, clipboard: {} }))
const { contextMenuTemplate } = await import('./context-menu')

const editFlags = {
  canUndo: false,
  canRedo: false,
  canCut: true,
  canCopy: true,
  canPaste: true,
  canSelectAll: true,
} as EditFlags

const nothingWrong = { misspelledWord: '', dictionarySuggestions: [], linkURL: '', hasImageContents: false }
const words = wordsOfShell('en', [])
const done: string[] = []
const spelling = {
  replace: (word: string) => done.push(`replace ${word}`),
  learn: (word: string) => done.push(`learn ${word}`),
  openLink: (address: string) => done.push(`open ${address}`),
  copyText: (text: string) => done.push(`copy ${text}`),
  copyImage: () => done.push('copy the image'),
}

describe('the menu under the right mouse button', () => {
  it('edits in a field, with what makes no sense there greyed', () => {
    const click = { isEditable: true, selectionText: '', editFlags: { ...editFlags, canCut: false }, ...nothingWrong }
    const items = contextMenuTemplate(click, words, spelling)
    expect(items).toContainEqual({ role: 'paste', enabled: true })
    expect(items).toContainEqual({ role: 'cut', enabled: false })
    expect(items[0]).toEqual({ role: 'undo', enabled: false })
  })

  it('copies what is selected, and does not open where nothing is', () => {
    const click = { isEditable: false, editFlags, ...nothingWrong }
    expect(contextMenuTemplate({ ...click, selectionText: 'words' }, words, spelling)).toEqual([{ role: 'copy' }])
    expect(contextMenuTemplate({ ...click, selectionText: '\n ' }, words, spelling)).toEqual([])
  })

  it('opens a link or copies its address, and copies an image, but no address inside of Kith', () => {
    const click = { isEditable: false, selectionText: '', editFlags, ...nothingWrong }
    const linkURL = 'https://example.org/heron'
    const items = contextMenuTemplate({ ...click, linkURL, hasImageContents: true }, words, spelling)
    expect(items.map(({ label }) => label)).toEqual(['Open link', 'Copy link address', 'Copy image'])
    done.length = 0
    for (const { click: choose } of items) (choose as () => void)()
    expect(done.splice(0)).toEqual([`open ${linkURL}`, `copy ${linkURL}`, 'copy the image'])
    expect(contextMenuTemplate({ ...click, linkURL: 'kith://app/index.html#a' }, words, spelling)).toEqual([])
  })

  it.each(['file:///etc/passwd', 'javascript:alert(1)', 'smb://host/share', 'no address'])(
    'leaves %s alone',
    (linkURL) => {
      const click = { isEditable: false, selectionText: '', editFlags, ...nothingWrong, linkURL }
      expect(contextMenuTemplate(click, words, spelling)).toEqual([])
    },
  )

  it.each([
    ['mailto:ana@example.org', 'ana@example.org'],
    ['mailto:a%2Bb@example.org?subject=Boat', 'a+b@example.org'],
    ['mailto:100%@example.org', '100%@example.org'],
  ])('copies of %s the address alone', (linkURL, address) => {
    const click = { isEditable: false, selectionText: '', editFlags, ...nothingWrong, linkURL }
    const items = contextMenuTemplate(click, words, spelling)
    expect(items.map(({ label }) => label)).toEqual(['Open link', 'Copy email address'])
    done.length = 0
    for (const { click: choose } of items) (choose as () => void)()
    expect(done.splice(0)).toEqual([`open ${linkURL}`, `copy ${address}`])
  })

  it('puts another word in the place of one that is misspelled, or learns it', () => {
    const suggestions = ['receive', 'relieve', 'deceive', 'perceive', 'conceive', 'received']
    const wrong = { ...nothingWrong, misspelledWord: 'recieve', dictionarySuggestions: suggestions }
    const click = { isEditable: true, selectionText: 'recieve', editFlags, ...wrong }
    const items = contextMenuTemplate(click, words, spelling)
    expect(items.slice(0, 6).map(({ label }) => label)).toEqual([...suggestions.slice(0, 5), 'Add to dictionary'])
    for (const { click: choose } of items.slice(4, 6)) (choose as () => void)()
    expect(done).toEqual(['replace conceive', 'learn recieve'])
  })

  it('says so where there is no other word', () => {
    const click = { ...nothingWrong, isEditable: true, selectionText: 'zzyzx', editFlags, misspelledWord: 'zzyzx' }
    expect(contextMenuTemplate(click, wordsOfShell('de', []), spelling).slice(0, 2)).toMatchObject([
      { label: 'Keine Vorschläge', enabled: false },
      { label: 'Ins Wörterbuch aufnehmen' },
    ])
  })
})
