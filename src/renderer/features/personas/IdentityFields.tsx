import { INSTRUCTIONS_LIMIT, PERSONA_NAME_LIMIT } from '../../../shared/domain/limits'
import { ColourField } from '../../ui/ColourField'
import { TextAreaField, TextField } from '../../ui/Field'
import type { PersonaFields, Problems } from './persona-fields'
import { PictureField } from './picture/PictureField'
import { words } from './words'

export interface FieldsProps {
  fields: PersonaFields
  problems: Problems
  onChange(fields: Partial<PersonaFields>): void
}

/** Who it is: name, picture, colour and what it is told. */
export function IdentityFields({ fields, problems, onChange }: FieldsProps) {
  return (
    <>
      <TextField
        label={words.name}
        value={fields.name}
        maxLength={PERSONA_NAME_LIMIT}
        error={problems.name}
        onChange={(event) => onChange({ name: event.target.value })}
      />
      <PictureField fields={fields} error={problems.emoji} onChange={onChange} />
      <ColourField value={fields.accent} onChange={(accent) => onChange({ accent })} />
      <TextAreaField
        label={words.instructions}
        rows={5}
        value={fields.instructions}
        maxLength={INSTRUCTIONS_LIMIT}
        className="max-h-80! min-h-28!"
        hint={words.instructionsHint}
        onChange={(event) => onChange({ instructions: event.target.value })}
      />
    </>
  )
}
