// What `import … from 'electron'` gives in main. A name that is missing here fails when it is imported, which is as it
// should be: nothing is played that was not thought about.
export { app } from './app'
export { BaseWindow } from './base-window'
export { BrowserWindow, webContents } from './browser-window'
export {
  Notification,
  clipboard,
  dialog,
  globalShortcut,
  nativeImage,
  nativeTheme,
  powerMonitor,
  screen,
  shell,
} from './desktop'
export { ipcMain } from './ipc-main'
export { Menu, MenuItem, Tray } from './menu'
export { autoUpdater, net } from './net'
export { MessageChannelMain } from './ports'
export { protocol } from './protocol'
export { safeStorage } from './safe-storage'
export { session } from './session'
export { utilityProcess } from './utility-process'
