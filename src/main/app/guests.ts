// Assistants for accounts that are not the one at the window, made when the local API is asked for one.
//
// Such an account has its own data and nothing of the owner's: no model that is paid with a key the owner entered, no
// server of tools, which acts with the owner's rights on this computer, and no vectors. The practice model and models
// that need no key answer it, as the settings choose them.
import { createAssistant, createTools } from '../assistant'
import type { Assistant } from '../assistant'
import { callsInTime } from '../assistant/calls-in-time'
import { chooseAnswering } from '../assistant/personas/choose-answering'
import type { Prices } from '../assistant/prices/open-prices'
import { ApiProblem } from '../api/problem'
import type { TokenDatabase } from '../database'
import { KithError } from '../../shared/errors'
import type { McpServers, Settings } from '../settings'
import { log } from '../diagnostics/log'
import { noteFailedRuns } from './note-failed-runs'

/** Each holds a little memory and watches its own runs. */
const MOST = 5
const IDLE_MS = 10 * 60_000

interface GuestsParts {
  /** This installation. A guest's runs here are neither those of the account's own windows nor another computer's. */
  device: string
  settings: Pick<Settings, 'view' | 'connection'>
  prices: Pick<Prices, 'of'>
  /** Milliseconds; for tests. */
  idle?: number
}

export interface Guests {
  /** Throws TOO_MANY_GUESTS. */
  of(userId: string, database: TokenDatabase): Promise<Assistant>
  /** Stops their runs, storing what arrived. */
  close(): Promise<void>
}

interface Guest {
  assistant: Promise<Assistant>
  timer: NodeJS.Timeout
}

export function createGuests({ device, settings, prices, idle = IDLE_MS }: GuestsParts): Guests {
  const guests = new Map<string, Guest>()
  const connection = withoutKeys(settings)

  async function make(userId: string, database: TokenDatabase): Promise<Assistant> {
    const { forRun } = database
    const call = noteFailedRuns(database.call)
    const answering = { call: callsInTime(call), settings: { view: settings.view, connection }, prices }
    const made = createAssistant({
      call,
      forRun,
      userId,
      device: `${device}:local-api`,
      chooseModel: (personaId) => chooseAnswering(answering, personaId),
      tools: createTools({ call: callsInTime(call), servers: noServers, log: log.error }),
      onChange: () => {},
      log: log.error,
    })
    // What it was writing when it was last let go.
    await made.recover()
    return made
  }

  async function leave(userId: string, guest: Guest): Promise<void> {
    const assistant = await guest.assistant
    await assistant.whenIdle()
    if (guests.get(userId) !== guest) return
    guests.delete(userId)
    await assistant.close()
  }

  function stay(userId: string): NodeJS.Timeout {
    const timer = setTimeout(() => {
      const guest = guests.get(userId)
      if (guest) leave(userId, guest).catch((error: unknown) => log.error('a guest could not be let go', error))
    }, idle)
    return timer.unref()
  }

  return {
    of(userId, database) {
      const present = guests.get(userId)
      clearTimeout(present?.timer)
      if (!present && guests.size >= MOST) throw new ApiProblem('TOO_MANY_GUESTS')
      const assistant = present?.assistant ?? make(userId, database)
      const guest = { assistant, timer: stay(userId) }
      guests.set(userId, guest)
      assistant.catch(() => guests.delete(userId))
      return assistant
    },
    async close() {
      const leaving = [...guests.values()]
      guests.clear()
      for (const { timer } of leaving) clearTimeout(timer)
      await Promise.all(leaving.map(async ({ assistant }) => (await assistant.catch(() => null))?.close()))
    },
  }
}

/** Looked at before the vault is asked: a key that is there is not even read. */
function withoutKeys(settings: GuestsParts['settings']): Settings['connection'] {
  return async (providerId) => {
    const provider = settings.view().providers.find(({ id }) => id === providerId)
    if (provider?.hasKey) {
      throw new KithError('NOT_ALLOWED', {
        reason: `${provider.name} is paid with a key of the account at the window, which answers nobody else.`,
      })
    }
    return settings.connection(providerId)
  }
}

const notHere = async (): Promise<never> => {
  throw new KithError('NOT_FOUND', { kind: 'server' })
}

const noServers: McpServers = {
  list: () => [],
  save: notHere,
  remove: async () => {},
  access: notHere,
  draftAccess: notHere,
  toolsWithoutPersona: () => undefined,
  setToolsWithoutPersona: notHere,
}
