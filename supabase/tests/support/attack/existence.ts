// Whether a call says that something is there: the same call with her ids and with ids of nothing must end alike.
import type { ApiFunction, Pointer } from './functions'
import { callOf, pointersOf } from './functions'
import type { Outcome } from './watch'
import type { Vault } from './world'

export interface Pair {
  what: string
  /** What of hers it names. */
  named: Pointer[]
  onlyRequired: boolean
  real(pointer: Pointer): string
  random(pointer: Pointer): string
}

/** Her ids one by one and all at once, the others being the attacker's own or of nothing. */
export function pairsOf(api: ApiFunction, hers: Vault, own: Vault, nothing: Vault): Pair[] {
  const pointers = pointersOf(api)
  const valueIn =
    (vault: Vault) =>
    ({ field }: Pointer): string =>
      vault[field] as string
  const isSame = (a: Pointer, b: Pointer) => a.argument === b.argument && a.field === b.field
  const all = [true, false].map((onlyRequired) => ({
    what: `${api.name} with all of hers${onlyRequired ? ' that it needs' : ''}`,
    named: pointers,
    onlyRequired,
    real: valueIn(hers),
    random: valueIn(nothing),
  }))
  const single = pointers.flatMap((aim) =>
    [own, nothing].map((rest) => ({
      what: `${api.name} with her ${aim.field} as ${aim.argument}, ${rest === own ? 'and its own' : 'and nothing'} else`,
      named: [aim],
      onlyRequired: false,
      real: (pointer: Pointer) => valueIn(isSame(pointer, aim) ? hers : rest)(pointer),
      random: (pointer: Pointer) => valueIn(isSame(pointer, aim) ? nothing : rest)(pointer),
    })),
  )
  return [...all, ...single]
}

export function callsOf(api: ApiFunction, pair: Pair) {
  return { real: callOf(api, pair.real, pair.onlyRequired), random: callOf(api, pair.random, pair.onlyRequired) }
}

/** An outcome without what differs between any two calls: the ids asked for, new ids, times and numbers drawn. */
export function shapeOf(outcome: Outcome): string {
  return (
    JSON.stringify(outcome)
      .replaceAll(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g, '<id>')
      .replaceAll(/[0-9a-f]{64}/g, '<hash>')
      .replaceAll(/(zebrafish|zebrafihs|unheard|unheadr)/g, '<word>')
      .replaceAll(/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z/g, '<time>')
      .replaceAll(/"seq":"?\d+"?/g, '"seq":0')
      // Scores know what time it is.
      .replaceAll(/-?\d+\.\d+(e-?\d+)?/g, '<number>')
  )
}
