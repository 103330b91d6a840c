// From nothing to ready and back, and from one profile to another. One state, which every window watches; one assistant, which
// outlives a database that has to be opened again.
import { isDeepStrictEqual } from 'node:util'
import type { AssistantParts } from '../assistant'
import type { Prices } from '../assistant/prices/open-prices'
import type { Beginning } from '../embedded/protocol'
import type { Profiles } from '../profiles/profiles'
import type { Services } from '../router/context'
import type { Settings } from '../settings'
import { KithError } from '../../shared/errors'
import { oneAfterOther } from '../../shared/one-after-other'
import { accountsHere } from './accounts-here'
import { watchBackups } from './backup-trouble'
import { backupsHere } from './backups-here'
import { beginAccount } from './begin-account'
import type { Changes } from './changes'
import { followDatabase } from './follow-database'
import type { Host } from './host'
import type { Lifecycle } from './lifecycle-type'
import { openFollowedProject } from './follow-project'
import type { FollowedProject } from './follow-project'
import { log } from '../diagnostics/log'
import { makeAssistant } from './make-assistant'
import type { MadeAssistant } from './make-assistant'
import { isClosing, notOpen } from './not-open'
import { SignedOut } from './open-database'
import { databaseFolder } from './open-embedded'
import type { OpenEmbeddedOptions } from './open-embedded'
import { openPresent } from './open-present'
import type { Opened } from './open-present'
import type { RemoteDatabase } from './open-remote'
import { createProfilePlaces } from './profile-places'
import { profilesHere } from './profiles-here'
import { asProfile, readyState } from './ready-state'
import { countRestarts } from './restarts'
import { createToldState } from './told-state'
import { orAfter, within } from './within'

/** How long stopping may take before Kith ends anyway. What arrived is stored every second in any case. */
const CLOSE_WITHIN_MS = 5_000
/** How long a call waits for a database that is started again. */
const HOLD_MS = 30_000
/** An embedded database belongs to one folder and one running Kith, so its runs are all of one device. */
const EMBEDDED_DEVICE = 'embedded'

export type { Lifecycle }

interface Parts extends Pick<OpenEmbeddedOptions, 'dataProcess'> {
  host: Host
  settings: Settings
  profiles: Profiles
  prices: Pick<Prices, 'of' | 'look' | 'trouble'>
  changes: Changes
  /** When this start found that the last Kith had not ended in order, as an ISO time; null: it had. */
  uncleanSince(): string | null
  /** The database was opened, and is this Kith's. */
  onOwned?(): void
  onAnswering?: AssistantParts['onAnswering']
}

export function createLifecycle(parts: Parts): Lifecycle {
  const { host, settings, profiles, changes } = parts
  const places = createProfilePlaces(parts)
  const told = createToldState()
  const { become } = told
  const mayRestart = countRestarts()
  let failure: KithError | null = null
  let opening: Promise<Services> | undefined
  let database: Opened | null = null
  /** While nobody is signed in. */
  let signedOut: SignedOut | null = null
  /** Calls wait for it while a database is being opened. */
  let expected: PromiseWithResolvers<Opened> | null = null
  let assistant: MadeAssistant | null = null
  /** The assistant that has cleared up after a crash. It may have runs of its own since. */
  let recovered: MadeAssistant | null = null
  let closing: Promise<void> | undefined
  /** Answers the last start found half written. */
  let lastInterrupted = 0
  const inTurn = oneAfterOther()
  let project: FollowedProject | null = null
  const trouble = watchBackups()

  /** Calls of one account, which reach no other one's database, whatever is opened meanwhile. */
  const callsOf = (userId: string) =>
    followDatabase(async () => {
      const present = database ?? (await (expected && within(expected.promise, HOLD_MS, () => notOpen())))
      if (present?.account.id !== userId) throw notOpen()
      return present
    })

  function fail(error: unknown): void {
    if (closing) return
    failure =
      error instanceof KithError ? error : new KithError('DATABASE_FAILED', { reason: String(error) }, { cause: error })
    expected?.reject(notOpen())
    expected = null
    const profile = asProfile(profiles.present())
    if (error instanceof SignedOut) {
      signedOut = error
      error.place.circuit.onChange((isOnline) => void (isOnline && again()))
      return become({ phase: 'signed-out', host: host.kind, profile, ...error.state })
    }
    // Nothing is wrong with this Kith, and where it happened says nothing. Who has it, the window says.
    if (failure.code === 'DATABASE_BUSY') log.warn('another Kith has the database open')
    else log.error('the database is not open', failure)
    become({ phase: 'failed', failure: failure.toFailure(), profile })
  }

  async function open(beginning?: Beginning): Promise<Services> {
    const opened = await openPresent({
      ...parts,
      beginning,
      become,
      chosen: accounts.chosen(),
      onLost: lost,
      onDailyBackup(failed) {
        trouble.note(failed)
        void tellAgain()
      },
    })
    database = opened
    log.info('database opened', { kind: opened.kind, isReadOnly: opened.isReadOnly })
    expected?.resolve(opened)
    expected = null
    parts.onOwned?.()
    try {
      // Only now is the folder this Kith's own: another one may have changed its settings until a moment ago.
      await settings.reload()
      project = opened.kind === 'remote' ? await followedProject(opened) : null
      const prepared = await prepare(opened)
      if (opened.kind === 'remote') opened.onSessionOver((error) => void giveUp(opened, error))
      const { tools, embeddings, userId } = prepared
      const at = { service: opened.service, client: opened.client, userId, profileId: profiles.present().id }
      const { call } = callsOf(userId)
      return { call, assistant: prepared, tools, embeddings, database: at, kept: project?.kept ?? null }
    } catch (error) {
      if (database === opened) database = null
      await opened.close()
      throw error
    }
  }

  async function prepare(opened: Opened): Promise<MadeAssistant> {
    // A backup may be of a time when there was another account.
    if (assistant && assistant.userId !== opened.account.id) await endRuns()
    const isReadOnly = () => database?.isReadOnly === true
    const device = opened.kind === 'embedded' ? EMBEDDED_DEVICE : profiles.device
    const userId = opened.account.id
    assistant ??= makeAssistant({ ...parts, ...callsOf(userId), device, isReadOnly, userId, trace: host.trace })
    lastInterrupted = 0
    if (opened.kind === 'embedded' || opened.isChecked()) await begin(opened, assistant)
    project?.follow(assistant)
    become(await presentState(opened))
    host.trace?.mark('session')
    return assistant
  }

  async function begin(opened: Opened, made: MadeAssistant): Promise<void> {
    lastInterrupted = await beginAccount(opened, callsOf(made.userId).call, made, recovered === made)
    if (!opened.isReadOnly) recovered = made
  }

  /** It was open and is not for this Kith or this account any more. */
  function giveUp(opened: RemoteDatabase, error: unknown): Promise<void> {
    return wish(async () => {
      if (closing || database !== opened) return
      if (error instanceof SignedOut) return signOutOf(error)
      await endRuns()
      await leave()
      fail(error)
    })
  }

  /** Whoever signs in again does so with the client that was open. What could not be stored waits for them. */
  async function signOutOf(error: SignedOut): Promise<void> {
    database = project = null
    fail(error)
    if (await interrupt()) await endRuns()
  }

  async function followedProject(opened: RemoteDatabase): Promise<FollowedProject> {
    return openFollowedProject({
      opened,
      changes,
      folder: await profiles.folderOf(profiles.present().id),
      begin: async () => {
        if (database === opened && assistant) await begin(opened, assistant)
      },
      onTold: () => void tellAgain(),
      onLost: (error) => void giveUp(opened, error),
    })
  }

  const presentState = (opened: Opened) => {
    const waiting = project?.kept.list().length ?? 0
    return readyState(opened, { ...parts, trouble, lastInterrupted, waiting, uncleanSince: parts.uncleanSince() })
  }

  /** There is something new to know about what is open. */
  async function tellAgain(): Promise<void> {
    const present = database
    if (told.get().phase !== 'ready' || !present) return
    const next = await presentState(present)
    if (told.get().phase === 'ready' && database === present && !isDeepStrictEqual(next, told.get())) become(next)
  }

  function lost(from: Opened, error: KithError): void {
    if (database !== from) return
    database = null
    // Whoever is still opening it meets the same failure.
    if (closing || told.get().phase !== 'ready') return
    if (!mayRestart()) return fail(error)
    log.error('the database is started again', error)
    start(from.isReadOnly ? { with: 'old-version' } : undefined)
  }

  function start(beginning?: Beginning): void {
    void startWith(() => open(beginning))
  }

  /** Resolves when that is done; how it went is in the state. */
  async function startWith(task: () => Promise<Services>): Promise<void> {
    failure = null
    expected ??= Promise.withResolvers()
    expected.promise.catch(() => {})
    become({ phase: 'starting', step: 'database' })
    opening = task()
    await opening.catch(fail)
  }

  /** One wish after the other, however many windows have one: what it is about is looked at when its turn has come. */
  const wish = (fulfil: () => Promise<void>) =>
    inTurn(async () => {
      await opening?.catch(() => {})
      await fulfil()
    })

  /** Closes what is open and begins otherwise. */
  async function startOver(beginning?: Beginning): Promise<void> {
    if (closing) throw isClosing()
    await startWith(async () => {
      if (beginning && beginning.with !== 'old-version') await endRuns()
      // Then what is open is closed with everything else.
      if (closing) throw isClosing()
      await leave()
      if (closing) throw isClosing()
      return open(beginning)
    })
    if (failure) throw failure
    if (closing) throw isClosing()
  }

  /** Lets go of what is open. */
  async function leave(): Promise<void> {
    const left = [database, signedOut?.place]
    database = signedOut = project = null
    if (left.some(Boolean)) log.info('database closed')
    for (const one of left) await one?.close().catch((error: unknown) => log.error('the database did not close', error))
  }

  /** Opens what is to be open now. How that went is in the state. */
  const again = () => wish(() => startOver().catch(() => {}))

  /** Everything anew, as another database's. */
  async function reopen(between?: () => Promise<void>): Promise<void> {
    await startWith(async () => {
      await endRuns()
      await leave()
      if (closing) throw isClosing()
      await between?.()
      await places.moveSettings()
      return open()
    })
  }

  /** What is being written belongs to the database that is left, and would find no place in another. */
  async function endRuns(): Promise<void> {
    const leaving = assistant
    assistant = null
    if (leaving) await orAfter(CLOSE_WITHIN_MS, () => leaving.close())
  }

  /** The same for an assistant that goes on. Resolves with whether all of it is stored. */
  async function interrupt(): Promise<boolean> {
    let isStored = false
    await orAfter(CLOSE_WITHIN_MS, async () => {
      isStored = (await assistant?.interrupt()) ?? true
    })
    return isStored
  }

  const accounts = accountsHere({
    ...parts,
    database: () => database,
    signedOut: () => signedOut,
    failure: () => failure,
    endRuns,
    interrupt,
    startOver,
    tellAgain,
    wish,
  })

  return {
    start() {
      if (!closing && (!opening || failure)) start()
    },
    retry() {
      // How it went is in the state.
      void wish(async () => {
        if (failure || database?.isReadOnly) await startOver()
      }).catch(() => {})
    },
    watch: told.watch,
    async services() {
      if (closing) throw isClosing()
      if (failure) throw failure
      if (!opening) throw new KithError('DATABASE_FAILED', { reason: 'Kith has not started.' })
      return assistant ? within(opening, HOLD_MS, () => notOpen()) : opening
    },
    failure: () => failure,
    call: () => database?.call ?? null,
    noticesChanged: tellAgain,
    whenIdle: () => assistant?.whenIdle() ?? Promise.resolve(),
    close() {
      closing ??= orAfter(CLOSE_WITHIN_MS, async () => {
        // Why it failed, if it did, has been told.
        await opening?.catch(() => {})
        await assistant?.close()
        await leave()
      })
      return closing
    },

    openOldVersion: () =>
      wish(async () => {
        if (failure?.code === 'MIGRATION_FAILED') await startOver({ with: 'old-version' })
      }),
    startClean: () =>
      wish(async () => {
        if (failure) await startOver({ with: 'nothing' })
      }),
    ...accounts.calls,
    ...profilesHere({ profiles, places, hasFailed: () => failure !== null, reopen, tellAgain, wish }),
    ...backupsHere({
      folder: databaseFolder(host),
      isRemote: () => profiles.present().kind === 'remote',
      present: () => database,
      isBroken: () => failure?.code === 'DATABASE_DAMAGED',
      isClosing: () => closing !== undefined,
      onMade: tellAgain,
      startOver,
      wish,
    }),
  }
}
