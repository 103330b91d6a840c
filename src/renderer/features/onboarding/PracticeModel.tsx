import type { ProviderKind } from '../../../shared/contract/settings'
import { useOpen } from '../../state/open'
import { Button } from '../../ui/Button'
import { words } from './words'

/** Says what the practice model is, and how to connect a real one. */
export function PracticeModel() {
  const openSettings = useOpen((open) => open.openSettings)
  const connect = (providerKind: ProviderKind) => () => openSettings({ kind: 'add-provider', providerKind })
  return (
    <section aria-label={words.model} className="mt-11">
      <h2 className="text-ui font-strong">{words.practiceTitle}</h2>
      <p className="mt-1 text-small text-ink-2">{words.practiceDetail}</p>
      <div className="mt-3.5 flex flex-wrap gap-1.5">
        <Button size="small" onClick={connect('ollama')}>
          {words.ollama}
        </Button>
        <Button size="small" onClick={connect('openai')}>
          {words.openai}
        </Button>
        <Button size="small" look="bare" onClick={connect('compatible')}>
          {words.anotherProvider}
        </Button>
      </div>
    </section>
  )
}
