import type { SettingsView } from '../../../shared/contract/settings'
import { useSession } from '../../state/session'
import { Form, FormRow } from '../../ui/Field'
import { Section } from './Section'
import { words } from './words'

/** Where everything lies. */
export function AboutSection({ settings }: { settings: SettingsView }) {
  const folder = useSession(({ ready }) => ready?.database.folder)
  return (
    <Section title={words.about} aim="about">
      <Form onSubmit={(event) => event.preventDefault()}>
        <FormRow label={words.data}>
          <p className="pt-[7px] text-ui max-narrow:pt-0">{words.dataDetail}</p>
          <p className="mt-1 font-mono text-code text-ink-2 select-text [overflow-wrap:anywhere]">{folder}</p>
        </FormRow>
        <FormRow label={words.keys}>
          <p className="pt-[7px] text-ui max-narrow:pt-0">{words.vaults[settings.vault]}</p>
        </FormRow>
      </Form>
    </Section>
  )
}
