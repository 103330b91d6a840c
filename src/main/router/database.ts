import { route } from './implement'

export const database = {
  backups: route.database.backups.handler(async ({ context }) => ({
    folder: context.lifecycle.backupFolder,
    backups: await context.lifecycle.backups(),
  })),
  leftBehind: route.database.leftBehind.handler(({ context }) => context.leftBehind.list()),
  removeLeftBehind: route.database.removeLeftBehind.handler(({ input, context }) =>
    context.leftBehind.remove(input.name),
  ),
  showLeftBehind: route.database.showLeftBehind.handler(({ input, context }) => context.leftBehind.show(input.name)),
  showFolder: route.database.showFolder.handler(({ context }) => context.leftBehind.showFolder()),
  size: route.database.size.handler(({ context }) => context.leftBehind.size()),
  restoreLeftBehind: route.database.restoreLeftBehind.handler(({ input, context }) =>
    context.lifecycle.restoreLeftBehind(input.name),
  ),
  backUp: route.database.backUp.handler(({ context }) => context.lifecycle.backUp()),
  restore: route.database.restore.handler(({ input, context }) => context.lifecycle.restore(input.file)),
  openOldVersion: route.database.openOldVersion.handler(({ context }) => context.lifecycle.openOldVersion()),
  startClean: route.database.startClean.handler(({ context }) => context.lifecycle.startClean()),
}
