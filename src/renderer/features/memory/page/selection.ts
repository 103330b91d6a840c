// Several memories chosen together.
import { create } from 'zustand'

export interface Selection {
  ids: ReadonlySet<string>
  /** Where a range begins. */
  anchor: string | null
}

const nothing: Selection = { ids: new Set(), anchor: null }

export const useSelection = create<Selection>()(() => nothing)

/** In or out, as Ctrl and a click do. */
export function toggle(id: string): void {
  useSelection.setState(({ ids }) => {
    const next = new Set(ids)
    if (!next.delete(id)) next.add(id)
    return { ids: next, anchor: id }
  })
}

/** From where one began to this one, as Shift and a click do. */
export function extendTo(id: string, from: string, order: readonly string[]): void {
  useSelection.setState(({ anchor }) => {
    const begin = anchor !== null && order.includes(anchor) ? anchor : from
    const ends = [order.indexOf(begin), order.indexOf(id)]
    return { ids: new Set(order.slice(Math.min(...ends), Math.max(...ends) + 1)), anchor: begin }
  })
}

export function selectAll(ids: readonly string[]): void {
  useSelection.setState({ ids: new Set(ids) })
}

export function selectNone(): void {
  if (useSelection.getState().ids.size > 0) useSelection.setState(nothing)
}
