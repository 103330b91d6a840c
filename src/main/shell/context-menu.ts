// The menu under the right mouse button. Electron has none of its own, so without this nothing can be pasted by mouse.
import { Menu, type ContextMenuParams, type MenuItemConstructorOptions, type WebContents } from 'electron'
import type { ShellWords } from './words'

/** Pages that show a menu of their own, on a thread say, are left to it: Electron asks only where the page does not. */
export function addContextMenu(contents: WebContents, words: () => ShellWords): void {
  contents.on('context-menu', (_, params) => {
    const items = contextMenuTemplate(params, words().roles)
    if (items.length > 0) Menu.buildFromTemplate(items).popup()
  })
}

type Click = Pick<ContextMenuParams, 'isEditable' | 'selectionText' | 'editFlags'>

/** What can be done where the click was; nothing at all on what can neither be edited nor is selected. */
export function contextMenuTemplate(
  { isEditable, selectionText, editFlags }: Click,
  labels: ShellWords['roles'],
): MenuItemConstructorOptions[] {
  const item = (role: keyof ShellWords['roles'], enabled?: boolean): MenuItemConstructorOptions => ({
    role,
    ...(labels[role] !== undefined && { label: labels[role] }),
    ...(enabled !== undefined && { enabled }),
  })
  if (isEditable) {
    return [
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
  return selectionText.trim() ? [item('copy')] : []
}
