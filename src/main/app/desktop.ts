// What Kith does beside its windows. Whether it does is chosen here and whether anybody is told; how, is the host's.
import { EventEmitter } from 'node:events'
import type { DesktopView } from '../../shared/contract/desktop'
import type { AnsweringEvent } from '../assistant'
import type { RouterContext, Services } from '../router/context'
import type { DesktopSettings } from '../settings'
import { firstLineOf, outcomeOf } from './answer-note'
import { events } from './changes'
import { createDesktopCommands } from './desktop-commands'
import type { DesktopCommands } from './desktop-commands'
import type { DesktopHost } from './host'

interface DesktopParts {
  settings: DesktopSettings
  /** Null: a browser shows Kith. */
  host: DesktopHost | null
  services(): Promise<Pick<Services, 'call'>>
  onTrouble(error: unknown): void
  /** An answer that took less is waited for, in milliseconds. One that fails or asks is told of at any time. */
  longAfter?: number
  /** Milliseconds, of a clock that nobody sets. */
  now?: () => number
}

export interface Desktop {
  /** What pages ask. */
  calls: RouterContext['desktop']
  /** Asks something of a page of the desktop app. */
  tell: DesktopCommands['tell']
  /** An answer begins, or is over. */
  answering(event: AnsweringEvent): void
}

interface Begun {
  personaId: string | null
  at: number
}

export function createDesktop(parts: DesktopParts): Desktop {
  const { settings, host, onTrouble, longAfter = 30_000, now = () => performance.now() } = parts
  const commands = createDesktopCommands()
  const emitter = new EventEmitter()
  emitter.setMaxListeners(0)
  const begun = new Map<string, Begun>()

  const view = (): DesktopView => ({ choice: settings.present(), present: host?.present() ?? null })
  const tellAll = () => void emitter.emit('view', view())
  host?.onChange(tellAll)
  host?.follow(settings.present())

  async function note({ threadId, answer }: Extract<AnsweringEvent, { kind: 'over' }>, { personaId, at }: Begun) {
    const outcome = outcomeOf(answer)
    const { notifies, notifiesWithWords } = settings.present()
    if (outcome === null || !notifies) return
    if (outcome === 'complete' && now() - at < longAfter) return
    const { call } = await parts.services()
    const personas = personaId === null ? [] : await call('ai_list_personas', { include_archived: true })
    const said = {
      threadId,
      personaId,
      messageId: answer.id,
      persona: personas.find(({ id }) => id === personaId)?.name ?? null,
      outcome,
      line: notifiesWithWords ? firstLineOf(answer) : null,
    }
    if (host) host.notify(said)
    else commands.tellBrowsers({ kind: 'tell', note: said })
  }

  return {
    tell: commands.tell,
    answering(event) {
      if (event.kind === 'began') {
        begun.set(event.runId, { personaId: event.personaId, at: now() })
      } else {
        const run = begun.get(event.runId)
        // Its end is told once more when it could be stored after all.
        if (!run) return
        begun.delete(event.runId)
        note(event, run).catch(onTrouble)
      }
      host?.showAnswering(begun.size)
    },
    calls: {
      watch(signal) {
        const next = events<DesktopView>(emitter, 'view', signal)
        const present = view()
        return (async function* () {
          yield present
          yield* next
        })()
      },
      async choose(some) {
        await settings.change(some)
        host?.follow(settings.present())
        tellAll()
      },
      commands: commands.listen,
      openInKith: (place) => host?.openInKith(place),
      closeQuick: () => host?.closeQuick(),
    },
  }
}
