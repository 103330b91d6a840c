import type { EditFlags } from 'electron'
import { describe, expect, it, vi } from 'vitest'

// Only the template is tested; Electron itself would be fetched by being imported.
vi.mock('electron', () => ({ Menu: {} }))
const { contextMenuTemplate } = await import('./context-menu')

const editFlags = {
  canUndo: false,
  canRedo: false,
  canCut: true,
  canCopy: true,
  canPaste: true,
  canSelectAll: true,
} as EditFlags

describe('the menu under the right mouse button', () => {
  it('edits in a field, with what makes no sense there greyed', () => {
    const items = contextMenuTemplate(
      {
        isEditable: true,
        selectionText: '',
        editFlags: { ...editFlags, canCut: false },
      },
      {},
    )
    expect(items).toContainEqual({ role: 'paste', enabled: true })
    expect(items).toContainEqual({ role: 'cut', enabled: false })
  })

  it('copies what is selected, and does not open where nothing is', () => {
    expect(contextMenuTemplate({ isEditable: false, selectionText: 'words', editFlags }, {})).toEqual([
      { role: 'copy' },
    ])
    expect(contextMenuTemplate({ isEditable: false, selectionText: '\n ', editFlags }, {})).toEqual([])
  })
})
