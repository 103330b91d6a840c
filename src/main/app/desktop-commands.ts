// What main asks of pages. Each page of the desktop app has a number and hears its own; pages of a browser hear the same.
import { EventEmitter } from 'node:events'
import type { DesktopCommand } from '../../shared/contract/desktop'
import { events } from './changes'

export interface DesktopCommands {
  /** Asks it of one page, which may be about to be loaded: then it hears of it as soon as it listens. */
  tell(pageId: number, command: DesktopCommand): void
  /** Asks it of every page of a browser that listens now. */
  tellBrowsers(command: DesktopCommand): void
  /** @param pageId null for a page of a browser */
  listen(pageId: number | null, signal: AbortSignal | undefined): AsyncIterable<DesktopCommand>
}

export function createDesktopCommands(): DesktopCommands {
  const emitter = new EventEmitter()
  emitter.setMaxListeners(0)
  const waiting = new Map<number, DesktopCommand[]>()

  return {
    tell(pageId, command) {
      const name = nameOf(pageId)
      if (emitter.listenerCount(name) > 0) emitter.emit(name, command)
      // Of each kind the last: what was asked before it is not what is wanted any more.
      else waiting.set(pageId, [...(waiting.get(pageId) ?? []).filter(({ kind }) => kind !== command.kind), command])
    },
    tellBrowsers: (command) => void emitter.emit(nameOf(null), command),
    listen(pageId, signal) {
      const next = events<DesktopCommand>(emitter, nameOf(pageId), signal)
      const first = pageId === null ? [] : (waiting.get(pageId) ?? [])
      if (pageId !== null) waiting.delete(pageId)
      return (async function* () {
        yield* first
        yield* next
      })()
    },
  }
}

const nameOf = (pageId: number | null) => (pageId === null ? 'browser' : `page ${pageId}`)
