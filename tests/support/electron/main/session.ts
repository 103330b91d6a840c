// `session`: its handlers are kept. Chromium asks nobody for permission when it is headless, so tests ask (see
// remote-control.ts); what pages request over the network is asked about for real.
import { EventEmitter } from 'node:events'
import type { Session as ElectronSession, WebContents } from 'electron'
import { protocol } from './protocol'
import { record } from './stage'
import { strict } from './strict'

type Handler<Name extends 'Request' | 'Check'> = NonNullable<
  Parameters<ElectronSession[`setPermission${Name}Handler`]>[0]
>
type OnBeforeRequest = (details: { url: string }, answer: (response: { cancel?: boolean }) => void) => void

class Session extends EventEmitter {
  readonly protocol = protocol
  private request: Handler<'Request'> | undefined
  private check: Handler<'Check'> | undefined
  private device: (() => boolean) | undefined
  private beforeRequest: { patterns: RegExp[]; ask: OnBeforeRequest } | undefined

  readonly webRequest = strict('session.webRequest', {
    onBeforeRequest: ({ urls }: { urls: string[] }, ask: OnBeforeRequest): void => {
      this.beforeRequest = { patterns: urls.map(asExpression), ask }
    },
  })

  setPermissionRequestHandler(handler: Handler<'Request'>): void {
    this.request = handler
  }
  setPermissionCheckHandler(handler: Handler<'Check'>): void {
    this.check = handler
  }
  setDevicePermissionHandler(handler: () => boolean): void {
    this.device = handler
  }
  readonly availableSpellCheckerLanguages = ['de', 'en-GB', 'en-US', 'fr']
  setSpellCheckerLanguages(languages: string[]): void {
    const unknown = languages.filter((one) => !this.availableSpellCheckerLanguages.includes(one))
    if (unknown.length > 0) throw new Error(`Invalid language code provided: "${unknown[0]}"`)
    record('spell checker languages', languages)
  }
  addWordToSpellCheckerDictionary(word: string): boolean {
    record('learned word', word)
    return true
  }
  setSpellCheckerEnabled(enabled: boolean): void {
    record('spell checker', enabled)
  }

  /** Asks as Chromium would. Where nobody was set to answer, Electron grants. */
  permits(kind: 'request' | 'check' | 'device', permission: string, url: string, contents: unknown): boolean {
    let answer = true
    if (kind === 'device') answer = this.device?.() ?? true
    if (kind === 'check') {
      answer =
        this.check?.(contents as WebContents, permission as never, url, {
          isMainFrame: true,
          requestingUrl: url,
        }) ?? true
    }
    if (kind === 'request') {
      const details = { isMainFrame: true, requestingUrl: url }
      this.request?.(contents as WebContents, permission as never, (granted) => (answer = granted), details)
    }
    return answer
  }

  /** Asks before a request leaves. */
  mayRequest(url: string): boolean {
    if (!this.beforeRequest?.patterns.some((pattern) => pattern.test(url))) return true
    let isCancelled = false
    this.beforeRequest.ask({ url }, ({ cancel = false }) => (isCancelled = cancel))
    return !isCancelled
  }
}

function asExpression(pattern: string): RegExp {
  const parts = pattern.split('*').map((part) => part.replaceAll(/[.+?^${}()|[\]\\]/g, String.raw`\$&`))
  return new RegExp(`^${parts.join('.*')}$`)
}

const defaultSession = strict('session.defaultSession', new Session())
export const session = strict('session', {
  defaultSession,
  fromPartition: (name: string): Session => strict(`session ${name}`, new Session()),
})
