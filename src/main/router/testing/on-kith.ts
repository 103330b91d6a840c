import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach } from 'vitest'
import type { Change } from '../../../shared/contract/session'
import type { Lifecycle } from '../../app/lifecycle'
import { lifecycleIn, startDataHere, untilPhase } from '../../app/testing/lifecycle-here'
import type { RouterContext } from '../context'

interface OnKith {
  lifecycle: Lifecycle
  /** What a route is given: Kith, and who takes down what it tells. */
  context: RouterContext
  /** What was told since the test began. */
  told: Change[]
}

/** For all tests of a file: a Kith of its own on the real database, which is ready when the first begins. */
export function onKith(): OnKith {
  const kith = { told: [] as Change[] } as OnKith
  let folder: string
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'kith-routes-'))
    kith.lifecycle = await lifecycleIn(folder, (_, start) => startDataHere(start))
    kith.lifecycle.start()
    await untilPhase(kith.lifecycle, 'ready')
    const changes = { tell: (change: Change) => void kith.told.push(change) }
    kith.context = { lifecycle: kith.lifecycle, changes } as unknown as RouterContext
  }, 90_000)
  afterAll(async () => {
    await kith.lifecycle.close()
    rmSync(folder, { recursive: true })
  })
  beforeEach(() => {
    kith.told = []
  })
  return kith
}
