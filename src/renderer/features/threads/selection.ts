// Several threads chosen together. One that is open is not selected by that alone.
import { create } from 'zustand'

export interface Selection {
  ids: ReadonlySet<string>
  /** Where a range begins. */
  anchor: string | null
}

export const nothing: Selection = { ids: new Set(), anchor: null }

/** In or out, as Ctrl and a click do. With the first one the open thread is in, too: it is what one looks at. */
export function toggled({ ids }: Selection, id: string, openId: string | null): Selection {
  const next = new Set(ids.size === 0 && openId !== null && openId !== id ? [openId] : ids)
  if (!next.delete(id)) next.add(id)
  return next.size === 0 ? nothing : { ids: next, anchor: id }
}

/** From the anchor to this one, as Shift and a click do. */
export function extended(
  { anchor }: Selection,
  id: string,
  openId: string | null,
  order: readonly string[],
): Selection {
  const to = order.indexOf(id)
  const wanted = anchor ?? openId ?? id
  const from = order.includes(wanted) ? order.indexOf(wanted) : to
  const range = order.slice(Math.min(from, to), Math.max(from, to) + 1)
  return { ids: new Set(range), anchor: order[from] ?? id }
}

export const useSelection = create<Selection>()(() => nothing)

export function selectNone(): void {
  if (useSelection.getState().ids.size > 0) useSelection.setState(nothing)
}
