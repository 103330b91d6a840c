// The menu under the right mouse button. Electron has none of its own, so without this nothing can be pasted by mouse.
import { Menu, type ContextMenuParams, type MenuItemConstructorOptions, type WebContents } from 'electron'

/** Pages that show a menu of their own, on a thread say, are left to it: Electron asks only where the page does not. */
export function addContextMenu(contents: WebContents): void {
  contents.on('context-menu', (_, params) => {
    const items = contextMenuTemplate(params)
    if (items.length > 0) Menu.buildFromTemplate(items).popup()
  })
}

type Click = Pick<ContextMenuParams, 'isEditable' | 'selectionText' | 'editFlags'>

/** What can be done where the click was; nothing at all on what can neither be edited nor is selected. */
export function contextMenuTemplate({ isEditable, selectionText, editFlags }: Click): MenuItemConstructorOptions[] {
  if (isEditable) {
    return [
      { role: 'undo', enabled: editFlags.canUndo },
      { role: 'redo', enabled: editFlags.canRedo },
      { type: 'separator' },
      { role: 'cut', enabled: editFlags.canCut },
      { role: 'copy', enabled: editFlags.canCopy },
      { role: 'paste', enabled: editFlags.canPaste },
      { type: 'separator' },
      { role: 'selectAll', enabled: editFlags.canSelectAll },
    ]
  }
  return selectionText.trim() ? [{ role: 'copy' }] : []
}
