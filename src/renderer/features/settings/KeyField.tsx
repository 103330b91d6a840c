import type { SettingsView } from '../../../shared/contract/settings'
import { TextField } from '../../ui/Field'
import { TextLink } from '../../ui/TextLink'
import type { ProviderFields } from './provider-draft'
import { words } from './words'

interface KeyFieldProps {
  fields: ProviderFields
  hasStoredKey: boolean
  vault: SettingsView['vault']
  onChange(some: Partial<ProviderFields>): void
}

/** A key goes in and never comes out; a stored one can be replaced or taken away. */
export function KeyField({ fields, hasStoredKey, vault, onChange }: KeyFieldProps) {
  const isOptional = fields.kind === 'compatible' && !hasStoredKey
  return (
    <TextField
      label={words.key}
      type="password"
      autoComplete="new-password"
      value={fields.key}
      maxLength={4_000}
      disabled={fields.takesKeyAway}
      placeholder={hasStoredKey && !fields.takesKeyAway ? words.keyStored : undefined}
      onChange={(event) => onChange({ key: event.target.value })}
      hint={
        <>
          {fields.takesKeyAway ? words.keyGoes : `${isOptional ? `${words.keyOptional} ` : ''}${words.vaults[vault]}`}{' '}
          {hasStoredKey && (
            <TextLink onClick={() => onChange({ takesKeyAway: !fields.takesKeyAway, key: '' })}>
              {fields.takesKeyAway ? words.keepKey : words.takeKeyAway}
            </TextLink>
          )}
        </>
      }
    />
  )
}
