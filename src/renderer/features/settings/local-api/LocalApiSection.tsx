import { useDelayed } from '../../../lib/use-delayed'
import { Button } from '../../../ui/Button'
import { ErrorNote } from '../../../ui/ErrorNote'
import { Skeleton } from '../../../ui/Skeleton'
import { wordsOf } from '../../../wire/failure'
import { Section } from '../Section'
import { Accesses } from './Accesses'
import { Keys } from './Keys'
import { Origins } from './Origins'
import { OwnToken } from './OwnToken'
import { Switch } from './Switch'
import { useLocalApi } from './use-local-api'
import { words } from './words'

/** Whether programs on this computer may ask, which, and who did. */
export function LocalApiSection() {
  const api = useLocalApi()
  const isSlow = useDelayed(api.isPending, 150)
  return (
    <Section title={words.title} aim="local-api">
      <div className="ps-36 max-narrow:ps-0">
        <p className="text-ui text-ink-2">{words.what}</p>
        {isSlow && <Skeleton label={words.reading} />}
        {api.isError && (
          <div className="mt-3">
            <ErrorNote {...wordsOf(api.error)}>
              <Button onClick={() => void api.refetch()}>{words.tryAgain}</Button>
            </ErrorNote>
          </div>
        )}
      </div>
      {api.data && (
        <>
          <Switch view={api.data} />
          <Keys view={api.data} />
          {api.data.state.kind === 'on' && <OwnToken />}
          <Origins key={api.data.origins.join(' ')} view={api.data} />
          <Accesses />
        </>
      )}
    </Section>
  )
}
