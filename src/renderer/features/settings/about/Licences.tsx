import { useQuery } from '@tanstack/react-query'
import { useDeferredValue, useState } from 'react'
import { useDelayed } from '../../../lib/use-delayed'
import { Button } from '../../../ui/Button'
import { ErrorNote } from '../../../ui/ErrorNote'
import { Skeleton } from '../../../ui/Skeleton'
import { wordsOf } from '../../../wire/failure'
import { queries } from '../../../wire/rpc'
import { words } from '../words'
import { foundLicences } from './found-licences'
import { LicenceRow } from './LicenceRow'

const atOnce = 30

/** Everything Kith is shipped with, by name, and what each is under. */
export function Licences() {
  const all = useQuery(queries.about.licences.queryOptions())
  const [search, setSearch] = useState('')
  const [shown, setShown] = useState(atOnce)
  const wanted = useDeferredValue(search)
  const isSlow = useDelayed(all.isPending, 150)
  if (all.isError) {
    return (
      <ErrorNote {...wordsOf(all.error)}>
        <Button onClick={() => void all.refetch()}>{words.tryAgain}</Button>
      </ErrorNote>
    )
  }
  if (!all.data) return isSlow ? <Skeleton label={words.loading} /> : null
  if (all.data.length === 0) return <p className="text-ui text-ink-2">{words.noLicences}</p>
  const found = foundLicences(all.data, wanted)
  return (
    <>
      <p className="text-ui text-ink-2">{words.licencesIntro(all.data.length)}</p>
      <input
        type="search"
        aria-label={words.searchLicences}
        placeholder={words.searchLicences}
        value={search}
        maxLength={200}
        className="field-frame mt-2 h-[34px] w-full rounded-m px-[11px] text-ui pointer-coarse:h-11"
        onChange={(event) => setSearch(event.target.value)}
      />
      <ul className="mt-2 flex flex-col">
        {found.slice(0, shown).map((one) => (
          <LicenceRow key={`${one.name}@${one.version}`} {...one} />
        ))}
      </ul>
      <p role="status" className="text-ui text-ink-2 empty:hidden">
        {found.length === 0 && words.noLicenceFound}
      </p>
      {found.length > shown && (
        <Button size="small" className="mt-2" onClick={() => setShown((before) => before + 100)}>
          {words.showMore(Math.min(100, found.length - shown))}
        </Button>
      )}
    </>
  )
}
