// The parts of a window that the system draws, in Kith's colours: what shows before the page does, and the buttons.
import { nativeTheme, type BrowserWindow, type BrowserWindowConstructorOptions } from 'electron'

/** Height of the title row of every pane, in pixels. The page leaves room for the buttons. */
const titleRow = 48

/** `paper` and `ink-2` of the page's tokens. */
const colours = {
  light: { paper: '#fcfbf8', ink: '#534c45' },
  dark: { paper: '#1b1816', ink: '#bab5ad' },
}

export function frameOptions(platform: NodeJS.Platform): BrowserWindowConstructorOptions {
  return {
    backgroundColor: paper(),
    titleBarStyle: 'hidden',
    // macOS has its own buttons, and needs this for the page to be told of the room they take.
    titleBarOverlay: overlay(),
    ...(platform === 'darwin' ? { trafficLightPosition: { x: 20, y: 18 } } : {}),
  }
}

/** Keeps the frame right while the system, or the person, goes from light to dark. */
export function followTheme(window: BrowserWindow, platform: NodeJS.Platform): void {
  const repaint = (): void => {
    window.setBackgroundColor(paper())
    if (platform !== 'darwin') window.setTitleBarOverlay(overlay())
  }
  nativeTheme.on('updated', repaint)
  window.once('closed', () => nativeTheme.off('updated', repaint))
}

/** What a window is painted with before its page is. */
export function paper(): string {
  return present().paper
}

function present(): { paper: string; ink: string } {
  return nativeTheme.shouldUseDarkColors ? colours.dark : colours.light
}

// The row belongs to whichever pane is under it, so only the symbols have a colour.
function overlay(): { color: string; symbolColor: string; height: number } {
  return { color: 'rgba(0, 0, 0, 0)', symbolColor: present().ink, height: titleRow }
}
