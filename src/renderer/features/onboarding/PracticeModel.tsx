import { useQuery } from '@tanstack/react-query'
import type { ProviderKind, SettingsView } from '../../../shared/contract/settings'
import { useOpen } from '../../state/open'
import { Button } from '../../ui/Button'
import { queries } from '../../wire/rpc'
import { words } from './words'

/** Says what the practice model is, and how to connect a real one. */
export function PracticeModel({ settings }: { settings: SettingsView }) {
  const openSettings = useOpen((open) => open.openSettings)
  const connect = (providerKind: ProviderKind) => () => openSettings({ kind: 'add-provider', providerKind })
  // Asked on this computer and nowhere else; where none answers, there is nothing to say.
  const { data: found } = useQuery(queries.settings.findOllama.queryOptions({ retry: false }))
  const isConnected = settings.providers.some(({ kind }) => kind === 'ollama')
  return (
    <section aria-label={words.model}>
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
      {found && !isConnected && <p className="mt-2.5 text-small text-ink-3">{words.ollamaRuns(found.models.length)}</p>}
    </section>
  )
}
