// What was left behind in the data folder, for the page: by name, never by path.
import { findLeftBehind, listLeftBehind, removeLeftBehind } from '../embedded/left-behind'
import type { RouterContext } from '../router/context'
import { databaseFolder } from './open-embedded'
import type { Host } from './host'

export function openLeftBehind(host: Pick<Host, 'dataFolder' | 'showInFolder'>): RouterContext['leftBehind'] {
  return {
    async list() {
      const items = await listLeftBehind(host.dataFolder)
      return {
        folder: host.dataFolder,
        canShow: host.showInFolder !== undefined,
        items: items.map(({ name, kind, madeAt, bytes }) => ({ name, kind, madeAt, bytes })),
      }
    },
    remove: (name) => removeLeftBehind(host.dataFolder, name),
    async show(name) {
      const one = await findLeftBehind(host.dataFolder, name)
      if (one) host.showInFolder?.(one.path)
    },
    showFolder: () => host.showInFolder?.(databaseFolder(host)),
  }
}
