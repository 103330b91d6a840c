// Where a thread goes that is saved: the system asks, for a file or for the folder of several.
import { access } from 'node:fs/promises'
import { extname, join } from 'node:path'
import { BrowserWindow, dialog, webContents, type OpenDialogOptions } from 'electron'
import type { FileToSave, SaveFiles } from '../app'
import { savePieces } from '../files/save-pieces'

/** Throws THREAD_NOT_SAVED, and what the pieces throw. */
export const saveFiles: SaveFiles = async (files, pageId) => {
  const [first, ...others] = files
  if (!first) return { how: 'cancelled' }
  const asking = windowOf(pageId)
  return others.length === 0 ? saveOne(first, asking) : saveInFolder(files, asking)
}

async function saveOne({ name, pieces }: FileToSave, asking: BrowserWindow | null): ReturnType<SaveFiles> {
  const ending = extname(name).slice(1)
  const options = { defaultPath: name, filters: [{ name: `.${ending}`, extensions: [ending] }] }
  const { canceled, filePath } = await (asking
    ? dialog.showSaveDialog(asking, options)
    : dialog.showSaveDialog(options))
  if (canceled || !filePath) return { how: 'cancelled' }
  await savePieces(filePath, pieces())
  return { how: 'written', place: filePath }
}

async function saveInFolder(files: readonly FileToSave[], asking: BrowserWindow | null): ReturnType<SaveFiles> {
  const options: OpenDialogOptions = { properties: ['openDirectory', 'createDirectory'] }
  const { canceled, filePaths } = await (asking
    ? dialog.showOpenDialog(asking, options)
    : dialog.showOpenDialog(options))
  const [folder] = filePaths
  if (canceled || folder === undefined) return { how: 'cancelled' }
  for (const { name, pieces } of files) await savePieces(await freePath(folder, name), pieces())
  return { how: 'written', place: folder }
}

/** The window in which it was asked for, whichever has the focus by now. Null when it was closed meanwhile. */
function windowOf(pageId: number | null): BrowserWindow | null {
  const page = pageId === null ? undefined : webContents.fromId(pageId)
  return page ? BrowserWindow.fromWebContents(page) : null
}

/** Nobody was asked whether what is there may go. */
async function freePath(folder: string, name: string): Promise<string> {
  const ending = extname(name)
  for (let count = 1; ; count++) {
    const path = join(folder, count === 1 ? name : `${name.slice(0, -ending.length)} (${count})${ending}`)
    const isTaken = await access(path).then(
      () => true,
      () => false,
    )
    if (!isTaken) return path
  }
}
