// Where a thread goes that is saved: the system asks, for a file or for the folder of several.
import { access } from 'node:fs/promises'
import { extname, join } from 'node:path'
import { BrowserWindow, dialog, type OpenDialogOptions, type SaveDialogOptions } from 'electron'
import type { FileToSave, SaveFiles } from '../app'
import { savePieces } from '../files/save-pieces'

/** Throws THREAD_NOT_SAVED, and what the pieces throw. */
export const saveFiles: SaveFiles = async (files) => {
  const [first, ...others] = files
  if (!first) return { how: 'cancelled' }
  return others.length === 0 ? saveOne(first) : saveInFolder(files)
}

async function saveOne({ name, pieces }: FileToSave): ReturnType<SaveFiles> {
  const ending = extname(name).slice(1)
  const options = { defaultPath: name, filters: [{ name: `.${ending}`, extensions: [ending] }] }
  const { canceled, filePath } = await askWhere(options)
  if (canceled || !filePath) return { how: 'cancelled' }
  await savePieces(filePath, pieces())
  return { how: 'written', place: filePath }
}

async function saveInFolder(files: readonly FileToSave[]): ReturnType<SaveFiles> {
  const { canceled, filePaths } = await askForFolder({ properties: ['openDirectory', 'createDirectory'] })
  const [folder] = filePaths
  if (canceled || folder === undefined) return { how: 'cancelled' }
  for (const { name, pieces } of files) await savePieces(await freePath(folder, name), pieces())
  return { how: 'written', place: folder }
}

/** Over the window in which it was asked for: it has the focus, or just had it. */
function askWhere(options: SaveDialogOptions): ReturnType<typeof dialog.showSaveDialog> {
  const asking = BrowserWindow.getFocusedWindow()
  return asking ? dialog.showSaveDialog(asking, options) : dialog.showSaveDialog(options)
}

function askForFolder(options: OpenDialogOptions): ReturnType<typeof dialog.showOpenDialog> {
  const asking = BrowserWindow.getFocusedWindow()
  return asking ? dialog.showOpenDialog(asking, options) : dialog.showOpenDialog(options)
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
