// The menu under the right mouse button. Electron has none of its own, so without this nothing can be pasted by mouse.
import { Menu, clipboard, type ContextMenuParams, type MenuItemConstructorOptions, type WebContents } from 'electron'
import { externalAddress } from './addresses'
import { openOutside } from './guard-pages'
import type { ShellWords } from './words'

/** Pages that show a menu of their own, on a thread say, are left to it: Electron asks only where the page does not. */
export function addContextMenu(contents: WebContents, words: () => ShellWords): void {
  contents.on('context-menu', (_, params) => {
    const items = contextMenuTemplate(params, words(), {
      replace: (word) => contents.replaceMisspelling(word),
      learn: (word) => void contents.session.addWordToSpellCheckerDictionary(word),
      openLink: openOutside,
      copyText: (text) => void clipboard.writeText(text),
      copyImage: () => contents.copyImageAt(params.x, params.y),
    })
    if (items.length > 0) Menu.buildFromTemplate(items).popup()
  })
}

type Click = Pick<
  ContextMenuParams,
  | 'isEditable'
  | 'selectionText'
  | 'editFlags'
  | 'misspelledWord'
  | 'dictionarySuggestions'
  | 'linkURL'
  | 'hasImageContents'
>

interface ClickActions {
  replace(word: string): void
  learn(word: string): void
  openLink(address: string): void
  copyText(text: string): void
  copyImage(): void
}

/** What can be done where the click was; nothing at all where there is nothing to edit or to copy. */
export function contextMenuTemplate(
  { isEditable, selectionText, editFlags, misspelledWord, dictionarySuggestions, linkURL, hasImageContents }: Click,
  { roles, spelling, target }: Pick<ShellWords, 'roles' | 'spelling' | 'target'>,
  { replace, learn, openLink, copyText, copyImage }: ClickActions,
): MenuItemConstructorOptions[] {
  const item = (role: keyof ShellWords['roles'], enabled?: boolean): MenuItemConstructorOptions => ({
    role,
    ...(roles[role] !== undefined && { label: roles[role] }),
    ...(enabled !== undefined && { enabled }),
  })
  const suggestions: MenuItemConstructorOptions[] = dictionarySuggestions
    .slice(0, 5)
    .map((word, place) => ({ id: `suggestion-${place}`, label: word, click: () => replace(word) }))
  const corrections: MenuItemConstructorOptions[] = misspelledWord
    ? [
        ...(suggestions.length > 0 ? suggestions : [{ label: spelling.noSuggestions, enabled: false }]),
        { id: 'learn-word', label: spelling.addToDictionary, click: () => learn(misspelledWord) },
        { type: 'separator' },
      ]
    : []
  const ofLink = (): MenuItemConstructorOptions[] => {
    const address = externalAddress(linkURL)
    // Of the page itself there is nothing to go to elsewhere.
    if (address === null) return []
    const mail = mailAddress(address)
    return [
      { label: target.openLink, click: () => openLink(address) },
      mail === null
        ? { label: target.copyAddress, click: () => copyText(linkURL) }
        : { label: target.copyMailAddress, click: () => copyText(mail) },
    ]
  }
  if (isEditable) {
    return [
      ...corrections,
      item('undo', editFlags.canUndo),
      item('redo', editFlags.canRedo),
      { type: 'separator' },
      item('cut', editFlags.canCut),
      item('copy', editFlags.canCopy),
      item('paste', editFlags.canPaste),
      { type: 'separator' },
      item('selectAll', editFlags.canSelectAll),
    ]
  }
  return [
    ...(selectionText.trim() ? [item('copy')] : []),
    ...ofLink(),
    ...(hasImageContents ? [{ label: target.copyImage, click: copyImage }] : []),
  ]
}

/** Without "mailto:" and what the letter is to say. Null for what is no address of mail. */
function mailAddress(address: string): string | null {
  const { protocol, pathname } = new URL(address)
  if (protocol !== 'mailto:') return null
  try {
    return decodeURIComponent(pathname)
  } catch {
    // A percent sign that stands for itself.
    return pathname
  }
}
