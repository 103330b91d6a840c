import type { SettingsView, Theme } from '../../../shared/contract/settings'
import { usePreferences, zooms } from '../../state/preferences'
import { ErrorNote } from '../../ui/ErrorNote'
import { Form, FormRow } from '../../ui/Field'
import { ToggleGroup } from '../../ui/ToggleGroup'
import { wordsOf } from '../../wire/failure'
import { LanguageRow } from './LanguageRow'
import { Section } from './Section'
import { useSetTheme } from './use-settings'
import { words } from './words'

const themes = (['light', 'dark', 'system'] satisfies Theme[]).map((value) => ({ value, words: words.themes[value] }))
const sizes = zooms.map((zoom) => ({ value: String(zoom), words: words.sizes(zoom) }))
const motions = (['system', 'reduced'] as const).map((value) => ({ value, words: words.motions[value] }))
const contrasts = (['system', 'more'] as const).map((value) => ({ value, words: words.contrasts[value] }))
const lists = (['previews', 'titles'] as const).map((value) => ({ value, words: words.lists[value] }))

/** How it looks on this computer: theme, language, size, motion, contrast, and what the list of threads shows. */
export function AppearanceSection({ settings }: { settings: SettingsView }) {
  const setTheme = useSetTheme()
  const { zoom, motion, contrast, previews } = usePreferences()
  return (
    <Section title={words.appearance} aim="appearance">
      <Form onSubmit={(event) => event.preventDefault()}>
        <FormRow label={words.theme}>
          <ToggleGroup
            label={words.theme}
            options={themes}
            value={settings.theme}
            onChange={(theme) => setTheme.mutate({ theme })}
          />
          {setTheme.isError && (
            <div className="mt-3">
              <ErrorNote {...wordsOf(setTheme.error)} />
            </div>
          )}
        </FormRow>
        <LanguageRow chosen={settings.language} />
        <FormRow label={words.size}>
          <ToggleGroup
            label={words.size}
            options={sizes}
            value={String(zoom)}
            onChange={(value) => usePreferences.setState({ zoom: zooms.find((one) => String(one) === value) ?? 100 })}
          />
        </FormRow>
        <FormRow label={words.motion}>
          <ToggleGroup
            label={words.motion}
            options={motions}
            value={motion}
            onChange={(next) => usePreferences.setState({ motion: next })}
          />
        </FormRow>
        <FormRow label={words.contrast}>
          <ToggleGroup
            label={words.contrast}
            options={contrasts}
            value={contrast}
            onChange={(next) => usePreferences.setState({ contrast: next })}
          />
        </FormRow>
        <FormRow label={words.list}>
          <ToggleGroup
            label={words.list}
            options={lists}
            value={previews ? 'previews' : 'titles'}
            onChange={(value) => usePreferences.setState({ previews: value === 'previews' })}
          />
        </FormRow>
      </Form>
    </Section>
  )
}
