// Which hosts the specs run against. `KITH_E2E_TARGET=browser-host` runs one; real Electron joins where it is, and with
// `KITH_E2E_ELECTRON=1` it has to be. `KITH_E2E_TARGET=stack` runs on a remote project what holds there, too.
import { describe } from 'vitest'
import type { KithTarget } from '../support/kith'
import { stackIsHere } from '../support/remote-stack'
import { electronIsHere } from '../support/targets/electron'

const known: readonly KithTarget[] = [
  'browser-host',
  'standin',
  ...(process.env.KITH_E2E_ELECTRON === '1' || electronIsHere() ? (['electron'] as const) : []),
]
const wanted = process.env.KITH_E2E_TARGET?.split(',')

export const targets: readonly KithTarget[] = known.filter((target) => !wanted || wanted.includes(target))

/** For specs about what only the page does, which is the same on every host: one of them. */
export const oneTarget = targets.slice(0, 1)

/** For specs that hold on a remote project, too: one host, and the stack where it is. */
export const withStack: readonly KithTarget[] =
  wanted?.includes('stack') || (!wanted && stackIsHere()) ? [...oneTarget, 'stack'] : oneTarget

/** For specs that hold on a remote project, too, and run there only where that is asked for. */
export function orStack(list: readonly KithTarget[]): readonly KithTarget[] {
  return wanted?.includes('stack') ? [...list, 'stack'] : list
}

/** As `describe.each`. A file without any suite fails: where the list is empty, it is skipped and says why. */
export function describeOn(list: readonly KithTarget[]) {
  const why = `not on ${wanted?.join(', ')}: about a host, or the database on this computer` as KithTarget
  const isNone = list.length === 0
  return describe.skipIf(isNone).each(isNone ? [why] : list)
}
