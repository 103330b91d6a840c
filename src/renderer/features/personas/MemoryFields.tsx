import type { SettingsView } from '../../../shared/contract/settings'
import type { RecallAmount } from '../../../shared/domain/persona-settings'
import { NOTES_TEMPLATE_LIMIT } from '../../../shared/domain/limits'
import { FormRow, TextAreaField } from '../../ui/Field'
import { Select } from '../../ui/Select'
import type { FieldsProps } from './IdentityFields'
import { words } from './words'

const inherited = 'inherited'
const amounts = Object.entries(words.amounts).map(([value, said]) => ({ value, words: said }))
const ways = Object.entries(words.remembering).map(([value, said]) => ({ value, words: said }))

type MemoryFieldsProps = Omit<FieldsProps, 'problems'> & { settings: SettingsView }

/** What its notes are about, how much it recalls, and how its threads begin. */
export function MemoryFields({ fields, settings, onChange }: MemoryFieldsProps) {
  const { answering } = settings
  const isPersona = fields.id !== null
  const usual = words.amounts[answering.recall ?? 'usual']
  const beginning = words.remembering[answering.remembersNewThreads === false ? 'off' : 'on']
  const { remembersNewThreads } = fields
  const way = remembersNewThreads === null ? null : remembersNewThreads ? 'on' : 'off'
  return (
    <>
      <TextAreaField
        label={words.notesTemplate}
        rows={2}
        value={fields.notesTemplate}
        maxLength={NOTES_TEMPLATE_LIMIT}
        hint={words.notesTemplateHint}
        onChange={(event) => onChange({ notesTemplate: event.target.value })}
      />
      <FormRow label={words.recall}>
        <Select
          label={words.recall}
          value={fields.recall ?? (isPersona ? inherited : 'usual')}
          groups={[
            { options: isPersona ? [{ value: inherited, words: words.asEverybody(usual) }, ...amounts] : amounts },
          ]}
          onChange={(value) => onChange({ recall: value === inherited ? null : (value as RecallAmount) })}
        />
        <p className="mt-1 text-small text-ink-3">{words.recallHint}</p>
      </FormRow>
      <FormRow label={words.newThreads}>
        <Select
          label={words.newThreads}
          value={way ?? (isPersona ? inherited : 'on')}
          groups={[
            { options: isPersona ? [{ value: inherited, words: words.asEverybody(beginning) }, ...ways] : ways },
          ]}
          onChange={(value) => onChange({ remembersNewThreads: value === inherited ? null : value === 'on' })}
        />
        <p className="mt-1 text-small text-ink-3">{words.newThreadsHint}</p>
      </FormRow>
    </>
  )
}
