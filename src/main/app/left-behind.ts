// What was left behind in the data folder, for the page: by name, never by path.
import { join } from 'node:path'
import { backupFolder } from '../embedded/backups/backup'
import { findLeftBehind, listLeftBehind, removeLeftBehind, sizeOf } from '../embedded/left-behind'
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
    async size() {
      const folder = databaseFolder(host)
      const [all, database, backups] = await Promise.all([
        sizeOf(host.dataFolder),
        sizeOf(join(folder, 'pgdata')),
        sizeOf(backupFolder(folder)),
      ])
      return { database, backups, others: Math.max(0, all - database - backups) }
    },
    showFolder: () => host.showInFolder?.(databaseFolder(host)),
  }
}
