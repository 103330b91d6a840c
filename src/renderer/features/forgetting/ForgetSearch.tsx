import { useState } from 'react'
import { Button } from '../../ui/Button'
import { words } from './words'

/** The words by which something is to be forgotten. */
export function ForgetSearch({ isBusy, onLook }: { isBusy: boolean; onLook(query: string): void }) {
  const [query, setQuery] = useState('')
  const wanted = query.trim()
  return (
    <form
      className="flex flex-col gap-2"
      onSubmit={(event) => {
        event.preventDefault()
        if (wanted !== '') onLook(wanted)
      }}
    >
      <p className="text-small">{words.searchHint}</p>
      <div className="flex gap-2">
        <input
          aria-label={words.searchField}
          autoComplete="off"
          maxLength={500}
          value={query}
          onChange={(event) => setQuery(event.target.value)}
          className="field-frame h-8 min-w-0 flex-1 rounded-m px-[11px] text-ui text-ink pointer-coarse:h-11"
        />
        <Button type="submit" isBusy={isBusy} disabled={wanted === ''}>
          {words.look}
        </Button>
      </div>
    </form>
  )
}
