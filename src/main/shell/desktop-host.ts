// What Kith does beside its windows, on this desktop: puts together what each of them needs of the others.
import { Notification, session, type BrowserWindow } from 'electron'
import type {
  AnswerNote,
  DesktopChoice,
  DesktopCommand,
  DesktopPresent,
  MenuAction,
  Place,
} from '../../shared/contract/desktop'
import type { DesktopHost } from '../app'
import { followLoginItem } from './login-item'
import { notifyOf } from './notify'
import { createQuickWindow } from './quick-window'
import { createSpelling } from './spelling'
import { createTray } from './tray'
import { showWindow } from './windows'
import type { WindowOptions } from './windows'

interface DesktopParts {
  windows: WindowOptions
  platform: NodeJS.Platform
  isWayland: boolean
  tell(pageId: number, command: DesktopCommand): void
  /** The menu has to be drawn anew: the quick window is in it or not. */
  onMenuChange(): void
  /** Nothing of Kith is on screen any more. */
  onUnseen(): void
  quit(): void
}

export interface ShellDesktop extends DesktopHost {
  /** Asks the window in front to do it. */
  act(action: MenuAction): void
  showQuickWindow(): void
  hasQuickWindow(): boolean
  /** Whether Kith stays without a window. */
  staysUnseen(): boolean
  isQuickWindowVisible(): boolean
  isInTray(): boolean
  /** In another language. */
  redraw(): void
}

export function createShellDesktop(parts: DesktopParts): ShellDesktop {
  const { windows, platform, isWayland, tell } = parts
  const tray = createTray(platform)
  const quick = createQuickWindow({ windows, isWayland, tell, onHidden: parts.onUnseen })
  const spelling = createSpelling(session.defaultSession, platform, () => onChange())
  let choice: DesktopChoice | null = null
  let answering = 0
  let onChange = (): void => {}
  let state: Pick<DesktopPresent, 'quick' | 'login'> = { quick: 'off', login: { kind: 'off' } }

  function drawTray(): void {
    tray.follow(
      choice?.tray
        ? {
            answering,
            hasQuickWindow: choice.quickWindow,
            words: windows.words().tray,
            open: () => void inFront(),
            newThread: () => act('threads.new'),
            quickWindow: quick.show,
            quit: parts.quit,
          }
        : null,
    )
  }

  function inFront(): BrowserWindow {
    return showWindow(windows)
  }

  function ask(command: DesktopCommand): void {
    tell(inFront().webContents.id, command)
  }

  const act = (action: MenuAction): void => ask({ kind: 'do', action })
  const openInKith = (place: Place): void => {
    ask({ kind: 'open', place })
    quick.hide()
  }

  return {
    act,
    openInKith,
    showQuickWindow: quick.show,
    closeQuick: quick.hide,
    hasQuickWindow: () => choice?.quickWindow ?? false,
    isQuickWindowVisible: quick.isVisible,
    isInTray: () => choice?.tray ?? false,
    staysUnseen: () => platform === 'darwin' || (choice !== null && choice.tray && choice.staysInTray),
    redraw() {
      drawTray()
      quick.renew()
    },

    follow(next) {
      const before = choice
      choice = next
      const isAsked = before !== null && before.opensAtLogin !== next.opensAtLogin
      state = { quick: quick.follow(next), login: followLoginItem(next.opensAtLogin, isAsked, platform) }
      spelling.follow(next)
      drawTray()
      if (before?.quickWindow !== next.quickWindow) parts.onMenuChange()
    },
    present: () => ({
      system: platform === 'darwin' ? 'macos' : platform === 'win32' ? 'windows' : 'linux',
      isWayland,
      ...state,
      canNotify: Notification.isSupported(),
      spelling: spelling.languages(),
      spellingFailed: spelling.failed(),
    }),
    onChange(listener) {
      onChange = listener
    },
    showAnswering(count) {
      if (count === answering) return
      answering = count
      drawTray()
    },
    notify(note: AnswerNote) {
      const { threadId, personaId, messageId } = note
      notifyOf(note, windows.words().note, () => openInKith({ page: 'conversation', threadId, personaId, messageId }))
    },
  }
}
