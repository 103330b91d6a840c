import type { Versions as Known } from '../../../../shared/contract/about'
import { Button } from '../../../ui/Button'
import { copyWords, useCopy } from '../../../ui/use-copy'
import { words } from '../words'

/** What runs here, to be read and to be sent to whoever helps. */
export function Versions({ versions }: { versions: Known }) {
  const rows = (Object.keys(words.versionNames) as (keyof Known)[]).flatMap((name) => {
    const version = versions[name] ?? (name === 'chromium' ? words.yourBrowser : null)
    return version === null ? [] : [{ name: words.versionNames[name], version }]
  })
  const { outcome, copy } = useCopy(() => rows.map(({ name, version }) => `${name} ${version}`).join('\n'))
  return (
    <>
      <dl className="grid w-fit grid-cols-[auto_auto] gap-x-6 gap-y-0.5 pt-[7px] text-ui select-text max-narrow:pt-0">
        {rows.map(({ name, version }) => (
          <div key={name} className="col-span-full grid grid-cols-subgrid">
            <dt className="text-ink-2">{name}</dt>
            <dd className="tabular-nums [overflow-wrap:anywhere]">{version}</dd>
          </div>
        ))}
      </dl>
      <Button size="small" className="mt-2" onClick={copy}>
        {outcome ? copyWords[outcome] : words.copyVersions}
      </Button>
    </>
  )
}
