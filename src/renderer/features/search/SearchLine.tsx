import { useDelayed } from '../../lib/use-delayed'
import type { Results } from './use-results'
import { words } from './words'

/** How many there are, how long it took, and by what they were found. */
export function SearchLine({ results }: { results: Results }) {
  const { head, isOn, isLooking, isLookingForMeaning } = results
  const isSlow = useDelayed(isLooking, 300)
  if (!isOn || !head) return null
  const counts = Object.values(head.counts)
  const count = counts.reduce((sum, one) => sum + one, 0)
  return (
    <p className="ms-auto text-small text-ink-2 tabular-nums max-narrow:ms-0">
      {isSlow
        ? words.looking
        : `${counts.some((one) => one >= 100) ? words.foundMany(head.took) : words.found(count, head.took)}, ${
            isLookingForMeaning
              ? words.lookingForMeaning
              : { used: words.byMeaning, missing: words.meaningMissing, off: words.byWords }[head.meaning]
          }`}
    </p>
  )
}
