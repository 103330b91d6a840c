import type { SettingsView } from '../../../../shared/contract/settings'
import { Section } from '../Section'
import { EmbedderForm } from './EmbedderForm'
import { EmbeddingProgress } from './EmbeddingProgress'
import { useEmbeddings } from './use-embeddings'
import { words } from './words'

/** Finding what was meant: by which model, and how far it is. */
export function MeaningSection({ settings }: { settings: SettingsView }) {
  const embeddings = useEmbeddings()
  return (
    <Section title={words.title} aim="meaning">
      <div className="ps-36 max-narrow:ps-0">
        <p className="text-ui text-ink-2">{words.what}</p>
      </div>
      {embeddings && (
        <>
          {embeddings.choice.kind !== 'none' && (
            <div className="ps-36 max-narrow:ps-0">
              <EmbeddingProgress embeddings={embeddings} />
            </div>
          )}
          <EmbedderForm key={JSON.stringify(embeddings.choice)} settings={settings} present={embeddings.choice} />
        </>
      )}
    </Section>
  )
}
