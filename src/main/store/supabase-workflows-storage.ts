// Mastra's workflows domain. Every answer is a workflow run that writes itself down six times; all that anybody will ever
// read of it is where a suspended one goes on. So runs live in this process, and only suspended ones in the database,
// without secrets: they are resumed after a restart or on another computer, by exactly one.
import {
  getSnapshotMemoryInfo,
  InMemoryDB,
  matchesExpectedWorkflowStatus,
  WorkflowsInMemory,
} from '@mastra/core/storage'
import type { StorageListWorkflowRunsInput, WorkflowRun, WorkflowRuns } from '@mastra/core/storage'
import type { WorkflowRunState } from '@mastra/core/workflows'
import type { Call } from '../database/call'
import { changeStatus, deleteRun, listStoredRuns, readRun, saveRun } from './run-snapshots'
import { RunClaims } from './run-claims'
import type { RunKey, StoredRun } from './run-snapshots'
import { doLater } from './do-later'
import { InTurn } from './in-turn'
import {
  AGENT_LOOP,
  count,
  INNER_LOOP,
  keyOf,
  partsOfAnAnswer,
  RESUMES_WITHIN,
  takeOne,
  tooLate,
  unfinished,
} from './known-runs'
import type { Stored, WorkflowsOptions } from './known-runs'
import { during, unsupported } from './storage-errors'

type Persisted = Parameters<WorkflowsInMemory['persistWorkflowSnapshot']>[0]
type StateChange = Parameters<WorkflowsInMemory['updateWorkflowState']>[0]
type StepResult = Parameters<WorkflowsInMemory['updateWorkflowResults']>[0]

export class SupabaseWorkflowsStorage extends WorkflowsInMemory {
  readonly #call: Call
  readonly #userId: string
  readonly #stored = new Map<string, Stored>()
  readonly #claims = new RunClaims()
  /** Not known to be stored: a call failed, or its answer was lost. */
  readonly #doubtful = new Set<string>()
  /** Over, and not deleted yet. */
  readonly #leaving = new Set<string>()
  readonly #unsaved: ReadonlyMap<string, Error>
  /** Runs that came from the database: their parts lie there, too. */
  readonly #fetched = new Set<string>()
  /** How often a waiting answer was asked for and not gone on with. */
  readonly #asked = new Map<string, number>()
  readonly #askedAt = new Map<string, number>()
  readonly #changing = new InTurn()
  /** How often a part of an answer will be deleted by somebody who did not get it. */
  readonly #undeleted = new Map<string, number>()

  constructor({ call, userId, unsaved = new Map() }: WorkflowsOptions) {
    super({ db: new InMemoryDB() })
    this.#unsaved = unsaved
    this.#call = call
    this.#userId = userId
  }

  override async persistWorkflowSnapshot(run: Persisted): Promise<void> {
    await super.persistWorkflowSnapshot(run)
    await during('PERSIST_WORKFLOW_SNAPSHOT', async () => {
      const { status } = run.snapshot
      if (status === 'suspended') {
        await this.#keepWaiting(run)
      } else if (this.#stored.has(keyOf(run))) {
        if (unfinished.has(status)) await this.#claim('PERSIST_WORKFLOW_SNAPSHOT', run, 'waiting')
        else await this.#remove(run)
      }
    })
  }

  override async loadWorkflowSnapshot(key: RunKey): Promise<WorkflowRunState | null> {
    const claimed = await this.#claimAnswer(key)
    const local = await super.loadWorkflowSnapshot(key)
    // An agent that is just resuming must get as far as the inner loop: from what fails before, its stream never ends.
    if (local && (!this.#isWaiting(key) || this.#isResuming(key))) return local
    try {
      return await during('LOAD_WORKFLOW_SNAPSHOT', async () => {
        const run = await this.#fetch(key)
        // Somebody else has claimed it. An agent would go on with what it is given, in a stream that never ends.
        if (key.workflowName === AGENT_LOOP && !this.#stored.has(keyOf(key))) return null
        return (run?.snapshot ?? null) as WorkflowRunState | null
      })
    } catch (error) {
      if (claimed) await this.#giveBack(claimed)
      throw error
    }
  }

  override async getWorkflowRunById(key: { runId: string; workflowName?: string }): Promise<WorkflowRun | null> {
    const { runId, workflowName } = key
    const local = await super.getWorkflowRunById(key)
    if (local) {
      if (workflowName === AGENT_LOOP && this.#stored.has(keyOf({ workflowName, runId }))) {
        count(this.#asked, runId)
        this.#askedAt.set(runId, performance.now())
      }
      return local
    }
    if (workflowName !== undefined && this.#isNew({ runId, workflowName })) return null
    try {
      return await during('GET_WORKFLOW_RUN_BY_ID', () => this.#fetch(key))
    } catch (error) {
      if (workflowName === INNER_LOOP) this.#keepUndeleted({ workflowName: AGENT_LOOP, runId })
      throw error
    }
  }

  override async updateWorkflowResults(result: StepResult) {
    await this.#fetchUnlessHere(result)
    return super.updateWorkflowResults(result)
  }

  /** One change of a run after the other: of two at once, the second must see what the first has done. */
  override updateWorkflowState(change: StateChange): Promise<WorkflowRunState | undefined> {
    return this.#changing.after(keyOf(change), () => this.#updateState(change))
  }

  async #updateState(change: StateChange): Promise<WorkflowRunState | undefined> {
    await this.#fetchUnlessHere(change)
    const { status, expectedStatus } = change.opts
    const present = await super.loadWorkflowSnapshot(change)
    if (!present || !matchesExpectedWorkflowStatus(present.status, expectedStatus)) return undefined
    return during('UPDATE_WORKFLOW_STATE', async () => {
      const stored = this.#stored.get(keyOf(change))
      if (stored && !(await this.#changeStored(change, stored, status))) return undefined
      const changed = await super.updateWorkflowState(change)
      if (changed && status === 'suspended' && !stored) {
        const run = await super.getWorkflowRunById(change)
        await this.#save({ ...change, resourceId: run?.resourceId, snapshot: changed })
      }
      return changed
    })
  }

  /** Those of this process, and the suspended ones of all. */
  override async listWorkflowRuns(filter: StorageListWorkflowRunsInput = {}): Promise<WorkflowRuns> {
    if (filter.status === undefined || filter.status === 'suspended') {
      await during('LIST_WORKFLOW_RUNS', () => this.#fetchAll(filter))
    }
    return super.listWorkflowRuns(filter)
  }

  override async deleteWorkflowRunById(key: RunKey): Promise<void> {
    if (takeOne(this.#undeleted, keyOf(key))) return
    await super.deleteWorkflowRunById(key)
    if (this.#stored.has(keyOf(key)) || this.#doubtful.has(keyOf(key)) || !partsOfAnAnswer.has(key.workflowName)) {
      await during('DELETE_WORKFLOW_RUN_BY_ID', () => this.#remove(key))
    }
  }

  override async dangerouslyClearAll(): Promise<void> {
    throw unsupported('DANGEROUSLY_CLEAR_ALL', 'dangerouslyClearAll')
  }

  #isNew({ workflowName, runId }: RunKey): boolean {
    return partsOfAnAnswer.has(workflowName) && !this.#fetched.has(runId)
  }

  /**
   * An agent never says that it resumes an answer, and two of them would both do what was approved. But it asks for the
   * run and then loads the inner one, which nobody does who only looks.
   */
  async #claimAnswer({ workflowName, runId }: RunKey): Promise<RunKey | undefined> {
    if (workflowName !== INNER_LOOP || !takeOne(this.#asked, runId)) return undefined
    const answer = { workflowName: AGENT_LOOP, runId }
    try {
      const version = this.#stored.get(keyOf(answer))?.version
      // It may have gone on elsewhere since it was read, and wait again for something else.
      if (this.#isWaiting(answer)) await during('LOAD_WORKFLOW_SNAPSHOT', () => this.#fetch(answer))
      const found = this.#stored.get(keyOf(answer))
      if (found?.version !== version && found?.status !== this.#claims.own) {
        throw tooLate('LOAD_WORKFLOW_SNAPSHOT', runId)
      }
      await this.#claim('LOAD_WORKFLOW_SNAPSHOT', answer)
      return answer
    } catch (error) {
      this.#keepUndeleted(answer)
      throw error
    }
  }

  /** The agent that failed deletes what it did not get: it stays for whoever has it, or for the next try. */
  #keepUndeleted(answer: RunKey): void {
    if (!this.#stored.has(keyOf(answer))) return
    for (const part of partsOfAnAnswer) count(this.#undeleted, keyOf({ workflowName: part, runId: answer.runId }))
  }

  /** Claimed, and nothing done: whoever likes may try again. Nobody but this store, if that cannot be said now. */
  async #giveBack(answer: RunKey): Promise<void> {
    const stored = this.#stored.get(keyOf(answer))
    this.#keepUndeleted(answer)
    this.#claims.drop(keyOf(answer))
    if (stored?.standing !== 'claimed') return
    this.#stored.set(keyOf(answer), { ...stored, standing: 'waiting' })
    const version = await changeStatus(this.#call, answer, stored.status, 'suspended').catch(() => undefined)
    if (version !== undefined) this.#stored.set(keyOf(answer), { standing: 'waiting', version, status: 'suspended' })
  }

  #isResuming({ workflowName, runId }: RunKey): boolean {
    return workflowName === AGENT_LOOP && performance.now() - (this.#askedAt.get(runId) ?? -Infinity) < RESUMES_WITHIN
  }

  #isWaiting(key: RunKey): boolean {
    return this.#stored.get(keyOf(key))?.standing === 'waiting'
  }

  /** Throws what keeps an answer from waiting, while somebody hears it. */
  async #keepWaiting(run: Persisted): Promise<void> {
    const threadId = getSnapshotMemoryInfo(run.snapshot)?.threadId
    // Mastra keeps it to itself that what leads to the question could not be saved; nobody could read it after a restart.
    const unsaved = threadId === undefined ? undefined : this.#unsaved.get(threadId)
    if (unsaved && run.workflowName === INNER_LOOP) throw unsaved
    try {
      await this.#save(run)
    } catch (error) {
      this.#doubtful.add(keyOf(run))
      // The outer one is kept when all has been said: from what fails then, the stream never ends. It waits here meanwhile.
      if (run.workflowName !== AGENT_LOOP) throw error
      doLater(async () => {
        if (this.#doubtful.has(keyOf(run))) await this.#save(run)
      })
    }
  }

  async #save(run: Persisted): Promise<void> {
    const version = await saveRun(this.#call, this.#userId, run)
    this.#doubtful.delete(keyOf(run))
    this.#stored.set(keyOf(run), { standing: 'waiting', version, status: 'suspended' })
    this.#claims.drop(keyOf(run))
    this.#asked.delete(run.runId)
    this.#askedAt.delete(run.runId)
  }

  /** What waits may have gone on elsewhere, and wait again. */
  async #fetchUnlessHere(key: RunKey): Promise<void> {
    if ((await super.loadWorkflowSnapshot(key)) && !this.#isWaiting(key)) return
    await during('LOAD_WORKFLOW_SNAPSHOT', () => this.#fetch(key))
  }

  /**
   * As it is in the database; what has not changed there is taken from here, where it is whole. A run that somebody else
   * has claimed is shown and not taken in: it is theirs.
   */
  async #fetch(key: { runId: string; workflowName?: string }): Promise<WorkflowRun | null> {
    const before = new Map(this.#stored)
    const run = await readRun(this.#call, key)
    if (run && this.#claims.canTake(run)) {
      await this.#takeIn(run, before)
      return super.getWorkflowRunById(run)
    }
    const { workflowName, runId } = key
    if (workflowName !== undefined && this.#isWaiting({ workflowName, runId })) await this.#letGo(key)
    return run
  }

  /** @param before what was known when it was read: what has been claimed or saved here since is newer than what was read. */
  async #takeIn(run: StoredRun, before: ReadonlyMap<string, Stored>): Promise<void> {
    const stored = this.#stored.get(keyOf(run))
    if (stored !== before.get(keyOf(run))) return
    // Claimed here, and renewed.
    if (stored?.version === run.version || (stored?.standing === 'claimed' && run.storedStatus === this.#claims.own))
      return
    await super.persistWorkflowSnapshot({ ...run, snapshot: { ...run.snapshot, status: 'suspended' } })
    this.#stored.set(keyOf(run), { standing: 'waiting', version: run.version, status: run.storedStatus })
    this.#fetched.add(run.runId)
  }

  async #fetchAll(filter: StorageListWorkflowRunsInput): Promise<void> {
    const before = new Map(this.#stored)
    const { page: _page, perPage: _perPage, ...everything } = filter
    const stored = await listStoredRuns(this.#call, this.#userId, everything)
    const runs = stored.filter((run) => this.#claims.canTake(run))
    const waiting = new Set(runs.map(keyOf))
    for (const run of runs) await this.#takeIn(run, before)
    // Somebody else has resumed them meanwhile.
    for (const run of (await super.listWorkflowRuns({ ...everything, status: 'suspended' })).runs) {
      const key = keyOf(run)
      if (before.get(key)?.standing === 'waiting' && !waiting.has(key) && this.#stored.get(key) === before.get(key)) {
        await this.#letGo(run)
      }
    }
  }

  /** Compare and set: of all who resume a run, on any computer, one gets it. */
  async #claim(operation: string, key: RunKey, only?: Stored['standing']): Promise<void> {
    const stored = this.#stored.get(keyOf(key))
    if (!stored || (only && stored.standing !== only)) return
    if (stored.standing === 'waiting') {
      // Set before the answer, so that a second one in this process does not even ask.
      this.#stored.set(keyOf(key), { ...stored, standing: 'claimed' })
      const next = this.#claims.own
      const version = await during(operation, () => changeStatus(this.#call, key, stored.status, next)).catch(
        (error: unknown) => {
          this.#stored.set(keyOf(key), stored)
          throw error
        },
      )
      if (version !== undefined) return this.#hold(key, version)
      await this.#letGo(key)
    }
    throw tooLate(operation, key.runId)
  }

  #hold(key: RunKey, version: string): void {
    const status = this.#claims.own
    this.#stored.set(keyOf(key), { standing: 'claimed', version, status })
    this.#claims.hold(keyOf(key), async () => (await changeStatus(this.#call, key, status, status)) !== undefined)
  }

  /** False when the stored run is not what it is here: then what is here goes, and the next one who asks sees. */
  async #changeStored(key: RunKey, { standing, status: present }: Stored, status: string): Promise<boolean> {
    const isOver = status !== 'suspended' && !unfinished.has(status)
    const isToWait = status === 'suspended'
    if (isOver || isToWait !== (standing === 'waiting')) {
      const next = isOver || isToWait ? status : this.#claims.own
      const version = await changeStatus(this.#call, key, present, next)
      if (version === undefined) {
        await this.#letGo(key)
        return false
      }
      if (next === this.#claims.own) {
        this.#hold(key, version)
      } else {
        this.#claims.drop(keyOf(key))
        this.#stored.set(keyOf(key), { standing: isToWait ? 'waiting' : 'claimed', version, status: next })
      }
    }
    if (isOver) await this.#remove(key)
    return true
  }

  /** With all its parts: whoever has got it deletes them, and nobody else may. */
  async #letGo({ runId }: { runId: string }): Promise<void> {
    this.#asked.delete(runId)
    this.#askedAt.delete(runId)
    for (const { workflowName } of (await super.listWorkflowRuns()).runs.filter((run) => run.runId === runId)) {
      this.#stored.delete(keyOf({ workflowName, runId }))
      this.#claims.drop(keyOf({ workflowName, runId }))
      await super.deleteWorkflowRunById({ workflowName, runId })
    }
  }

  async #remove(key: RunKey): Promise<void> {
    try {
      await deleteRun(this.#call, key)
    } catch (error) {
      // Renewed until it is gone: of what is over, nobody may think that it was abandoned.
      if (!this.#leaving.has(keyOf(key))) doLater(() => this.#remove(key))
      this.#leaving.add(keyOf(key))
      throw error
    }
    this.#leaving.delete(keyOf(key))
    this.#doubtful.delete(keyOf(key))
    this.#claims.drop(keyOf(key))
    this.#stored.delete(keyOf(key))
    this.#asked.delete(key.runId)
    this.#askedAt.delete(key.runId)
  }
}
