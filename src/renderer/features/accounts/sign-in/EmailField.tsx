import { TextField } from '../../../ui/Field'
import { words } from '../words'

interface EmailFieldProps {
  email: string
  onEmail(email: string): void
  label?: string
  hint?: string
  takesFocus?: boolean
}

/** Where a password manager puts the name of an account. */
export function EmailField({ email, onEmail, label = words.email, hint, takesFocus = false }: EmailFieldProps) {
  return (
    <TextField
      label={label}
      hint={hint}
      type="email"
      name="email"
      required
      dir="ltr"
      autoComplete="username"
      maxLength={255}
      // oxlint-disable-next-line jsx-a11y/no-autofocus -- the form is what was asked for
      autoFocus={takesFocus}
      value={email}
      onChange={(event) => onEmail(event.target.value)}
    />
  )
}
