import { useState } from 'react'
import type { RefObject } from 'react'
import { useUnchangeable } from '../../ui/unchangeable'
import { keyOfSuggestion } from './suggestions'
import type { Suggestion } from './suggestions'
import type { Decision, Decisions } from './use-decisions'
import { useSuggestionKeys } from './use-suggestion-keys'

export interface Selection {
  keys: ReadonlySet<string>
  toggle(key: string): void
}

/** Which suggestions are selected, and what is decided about all of them, or with a key about the one that has the focus. */
export function useChoosing(
  page: RefObject<HTMLElement | null>,
  suggestions: readonly Suggestion[],
  decisions: Decisions,
) {
  const [keys, setKeys] = useState<ReadonlySet<string>>(new Set())
  const [isBusy, setBusy] = useState(false)
  const unchangeable = useUnchangeable()
  const chosen = suggestions.filter((suggestion) => keys.has(keyOfSuggestion(suggestion)))

  function toggle(key: string): void {
    setKeys((before) =>
      before.has(key) ? new Set([...before].filter((one) => one !== key)) : new Set(before).add(key),
    )
  }

  async function decide(several: readonly Suggestion[], decision: Decision): Promise<void> {
    if (isBusy || unchangeable !== null) return
    const after = nextAfter(suggestions, several)
    setBusy(true)
    const isWhole = await decisions.decideAll(several, decision)
    setBusy(false)
    if (!isWhole) return
    setKeys(new Set())
    // The focus was on what is gone: the next one takes it.
    requestAnimationFrame(() => {
      const rows = page.current?.querySelectorAll<HTMLElement>('[data-suggestion]') ?? []
      const next = [...rows].find((row) => row.dataset['suggestion'] === after) ?? rows[0]
      ;(next ?? page.current?.querySelector('h2'))?.focus()
    })
  }

  useSuggestionKeys(page, toggle, (key, decision) => {
    const one = suggestions.filter((suggestion) => keyOfSuggestion(suggestion) === key)
    void decide(keys.has(key) ? chosen : one, decision)
  })

  return {
    selection: { keys, toggle } satisfies Selection,
    bar: {
      chosen,
      isBusy,
      onDecide: (decision: Decision) => void decide(chosen, decision),
      onClear: () => setKeys(new Set()),
    },
  }
}

/** The key of the first one behind the last of those that go. */
function nextAfter(all: readonly Suggestion[], going: readonly Suggestion[]): string | undefined {
  const last = all.findLastIndex((suggestion) => going.includes(suggestion))
  const next = all.find((suggestion, place) => place > last && !going.includes(suggestion))
  return next && keyOfSuggestion(next)
}
