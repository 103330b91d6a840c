// The sources that are put into a page before anything of its own runs.
import { createCodec } from './codec'
import { runPreload, type PreloadProcess } from './isolated-world'
import { createWorldBridge } from './world-bridge'

/** The world of the preload script; Electron's has the same name in developer tools. */
export const isolatedWorld = 'Electron Isolated Context'
/** The function of the isolated world that gives a text to main. */
export const sendName = '__standinSend'
/** The function of the isolated world that main gives a text to. */
export const receiveName = '__standinReceive'

// A frame inside the page, and the empty page before the first one, have no preload.
const onlyThePage = "if (self !== top || location.protocol === 'about:') return"

/** Runs in the page's own world. */
export function pageScript(secret: string): string {
  return `(() => { ${onlyThePage}; (${createWorldBridge.toString()})(${JSON.stringify(secret)}, 'page', 'preload') })()`
}

/** Runs in the isolated world. @param source of the built preload script */
export function preloadScript(secret: string, source: string, process: PreloadProcess): string {
  return `(() => {
    ${onlyThePage}
    const codec = (${createCodec.toString()})()
    const bridge = (${createWorldBridge.toString()})(${JSON.stringify(secret)}, 'preload', 'page')
    const preload = (require, module, exports, process) => {
${source}
}
    const parts = { codec, bridge, preload, process: ${JSON.stringify(process)} };
    (${runPreload.toString()})(parts, ${sendName}, (listener) => { globalThis.${receiveName} = listener })
  })()`
}
