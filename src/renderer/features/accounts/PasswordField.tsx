import { TextField } from '../../ui/Field'

interface PasswordFieldProps {
  label: string
  value: string
  /** Whether a password manager should offer the one it knows, or make one. */
  isNew?: boolean
  hint?: string
  takesFocus?: boolean
  isOptional?: boolean
  onChange(value: string): void
}

export function PasswordField(props: PasswordFieldProps) {
  const { label, value, isNew = false, hint, takesFocus = false, isOptional = false, onChange } = props
  return (
    <TextField
      label={label}
      type="password"
      name={isNew ? 'new-password' : 'password'}
      required={!isOptional}
      dir="ltr"
      autoComplete={isNew ? 'new-password' : 'current-password'}
      maxLength={200}
      // oxlint-disable-next-line jsx-a11y/no-autofocus -- the form is what was asked for
      autoFocus={takesFocus}
      value={value}
      hint={hint}
      onChange={(event) => onChange(event.target.value)}
    />
  )
}
