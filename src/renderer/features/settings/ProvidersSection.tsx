import { useEffect, useRef, useState } from 'react'
import type { ProviderKind, SettingsView } from '../../../shared/contract/settings'
import { announce } from '../../lib/announcer'
import { useOpen } from '../../state/open'
import { Button } from '../../ui/Button'
import { PlusIcon } from '../../ui/icons'
import { OllamaOffer } from './OllamaOffer'
import { ProviderForm } from './ProviderForm'
import { ProviderRow } from './ProviderRow'
import { Section } from './Section'
import { fieldsOf, newFields } from './provider-draft'
import type { ProviderFields } from './provider-draft'
import { words } from './words'

/** The providers that are connected, and the form that connects and changes them. */
export function ProvidersSection({ settings }: { settings: SettingsView }) {
  const aim = useOpen((open) => open.settingsAim)
  const [handledAim, setHandledAim] = useState<typeof aim>(null)
  const [fields, setFields] = useState<ProviderFields | null>(null)
  const [outcome, setOutcome] = useState<string | null>(null)
  const add = useRef<HTMLButtonElement>(null)

  // The focus was in the form that closed: without it the page would not hear Escape.
  const wasOpen = useRef(false)
  useEffect(() => {
    if (wasOpen.current && !fields) add.current?.focus()
    wasOpen.current = fields !== null
  }, [fields])

  // Opened for one provider, or to add one: its form is open at once.
  if (aim !== handledAim) {
    setHandledAim(aim)
    const provider = aim?.kind === 'provider' && settings.providers.find(({ id }) => id === aim.providerId)
    if (provider) setFields(fieldsOf(provider))
    else if (aim?.kind === 'add-provider') setFields(newFields(aim.providerKind, crypto.randomUUID()))
  }

  function edit(next: ProviderFields): void {
    setOutcome(null)
    setFields(next)
  }

  function finish(said: string | null): void {
    setFields(null)
    setOutcome(said)
    if (said) announce(said)
  }

  const isNew = fields !== null && !settings.providers.some(({ id }) => id === fields.id)
  const form = fields && (
    <ProviderForm key={fields.id} settings={settings} initial={fields} isNew={isNew} onDone={finish} />
  )
  const startAdding = (kind: ProviderKind = 'openai') => edit(newFields(kind, crypto.randomUUID()))
  return (
    <Section title={words.providers} aim="providers">
      <div className="ps-36 max-narrow:ps-0">
        {settings.providers.length === 0 && !isNew && <p className="text-ui text-ink-2">{words.noProviders}</p>}
        <ul className="flex flex-col">
          {settings.providers.map((provider) =>
            provider.id === fields?.id ? null : (
              <ProviderRow
                key={provider.id}
                provider={provider}
                isInUse={settings.model.kind === 'provider' && settings.model.providerId === provider.id}
                onEdit={() => edit(fieldsOf(provider))}
              />
            ),
          )}
        </ul>
        {!fields && <OllamaOffer settings={settings} onConnect={edit} />}
        {outcome && <p className="mt-2 text-small text-ink-2">{outcome}</p>}
        {!fields && (
          <Button ref={add} size="small" className="mt-3" onClick={() => startAdding()}>
            <PlusIcon />
            {words.add}
          </Button>
        )}
      </div>
      {form}
    </Section>
  )
}
