// Which hosts the specs run against. `KITH_E2E_TARGET=browser-host` runs one; real Electron joins when it is asked for.
import type { KithTarget } from '../support/kith'

const known: readonly KithTarget[] = [
  'browser-host',
  'standin',
  ...(process.env.KITH_E2E_ELECTRON === '1' ? (['electron'] as const) : []),
]
const wanted = process.env.KITH_E2E_TARGET?.split(',')

export const targets: readonly KithTarget[] = known.filter((target) => !wanted || wanted.includes(target))
