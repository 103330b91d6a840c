import type { SettingsView, Theme } from '../../../shared/contract/settings'
import { ErrorNote } from '../../ui/ErrorNote'
import { Form, FormRow } from '../../ui/Field'
import { ToggleGroup } from '../../ui/ToggleGroup'
import { wordsOf } from '../../wire/failure'
import { Section } from './Section'
import { useSetTheme } from './use-settings'
import { words } from './words'

const themes = (['light', 'dark', 'system'] satisfies Theme[]).map((value) => ({ value, words: words.themes[value] }))

/** Light or dark. */
export function AppearanceSection({ settings }: { settings: SettingsView }) {
  const setTheme = useSetTheme()
  return (
    <Section title={words.appearance}>
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
      </Form>
    </Section>
  )
}
