// Kith in the tray: the menu bar of macOS, the task bar of Windows, the panel of a Linux desktop that has one.
import { readFileSync } from 'node:fs'
import { Menu, Tray, nativeImage, type NativeImage } from 'electron'
import sharpTemplatePath from '../../../build/tray/kithTemplate@2x.png?asset'
import templatePath from '../../../build/tray/kithTemplate.png?asset'
import colouredPath from '../../../build/tray/kith.png?asset'
import iconPath from '../../../build/tray/kith.ico?asset'
import { trayTemplate, type TrayMenuOptions } from './tray-menu'

export interface ShownTray {
  /** Shows it with this menu, or takes it away. */
  follow(menu: TrayMenuOptions | null): void
}

export function createTray(platform: NodeJS.Platform): ShownTray {
  let tray: Tray | null = null
  let open = (): void => {}

  function make(): Tray {
    const made = new Tray(platform === 'darwin' ? templateImage() : colouredImage(platform))
    made.setToolTip('Kith')
    // On macOS a click opens the menu; some desktops of Linux never tell of one.
    if (platform !== 'darwin') made.on('click', () => open())
    return made
  }

  return {
    follow(menu) {
      if (!menu) {
        tray?.destroy()
        tray = null
        return
      }
      open = menu.open
      tray ??= make()
      // Linux shows a changed menu only once it is set again.
      tray.setContextMenu(Menu.buildFromTemplate(trayTemplate(menu)))
    },
  }
}

/** Windows takes of an .ico the size that its screens want. */
function colouredImage(platform: NodeJS.Platform): NativeImage {
  return nativeImage.createFromPath(platform === 'win32' ? iconPath : colouredPath)
}

/** In one colour, which the system gives it. Said here, because the names that would say it are lost when it is built. */
function templateImage(): NativeImage {
  const image = nativeImage.createFromPath(templatePath)
  image.addRepresentation({ scaleFactor: 2, buffer: readFileSync(sharpTemplatePath) })
  image.setTemplateImage(true)
  return image
}
