import { useState } from 'react'
import type { ApiKey, LocalApiView } from '../../../../shared/contract/local-api'
import { Button } from '../../../ui/Button'
import { FormRow } from '../../../ui/Field'
import { PlusIcon } from '../../../ui/icons'
import { KeyForm } from './KeyForm'
import { KeyRow } from './KeyRow'
import { MadeKey } from './MadeKey'
import { words } from './words'

/** The keys there are, and how one is made. A secret is held here while it is shown, and nowhere afterwards. */
export function Keys({ view }: { view: LocalApiView }) {
  const [isMaking, setMaking] = useState(false)
  const [made, setMade] = useState<{ name: ApiKey['name']; secret: string } | null>(null)
  return (
    <div className="mb-4 grid grid-cols-[120px_minmax(0,1fr)] gap-x-6 max-narrow:grid-cols-1">
      <FormRow label={words.keys}>
        <p className="pt-[7px] text-small text-ink-3 max-narrow:pt-0">{words.keysHint}</p>
        {view.keys.length === 0 && !isMaking && !made && <p className="mt-2 text-ui text-ink-2">{words.noKeys}</p>}
        <ul aria-label={words.keys} className="mt-1 flex flex-col">
          {view.keys.map((key) => (
            <KeyRow key={key.id} apiKey={key} />
          ))}
        </ul>
        {made && <MadeKey {...made} onDone={() => setMade(null)} />}
        {!isMaking && !made && (
          <Button size="small" className="mt-3" onClick={() => setMaking(true)}>
            <PlusIcon />
            {words.newKey}
          </Button>
        )}
      </FormRow>
      {isMaking && (
        <div className="col-span-full mt-4">
          <KeyForm
            onMade={(next) => {
              setMaking(false)
              setMade(next)
            }}
            onCancel={() => setMaking(false)}
          />
        </div>
      )}
    </div>
  )
}
