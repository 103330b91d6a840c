import { Button } from '../../ui/Button'
import { FormRow } from '../../ui/Field'
import { IconButton } from '../../ui/IconButton'
import { CloseIcon } from '../../ui/icons'
import { newSecret } from './server-fields'
import type { SecretFields } from './server-fields'
import { words } from './words'

interface SecretRowsProps {
  label: string
  secrets: readonly SecretFields[]
  onChange(secrets: SecretFields[]): void
}

const frame = 'field-frame h-[34px] min-w-0 rounded-m px-[11px] text-ui pointer-coarse:h-11'

/** Names and values that go in and never come out. */
export function SecretRows({ label, secrets, onChange }: SecretRowsProps) {
  const change = (row: string, some: Partial<SecretFields>) =>
    onChange(secrets.map((secret) => (secret.row === row ? { ...secret, ...some } : secret)))
  return (
    <FormRow label={label}>
      <div role="group" aria-label={label} className="flex flex-col gap-1.5">
        {secrets.map(({ row, name, value, isStored }) => (
          <div key={row} className="flex items-center gap-1.5">
            <input
              aria-label={words.secretName}
              placeholder={words.secretName}
              className={`${frame} flex-1 font-mono`}
              value={name}
              maxLength={200}
              spellCheck={false}
              autoComplete="off"
              onChange={(event) => change(row, { name: event.target.value, isStored: false })}
            />
            <input
              aria-label={words.secretValue}
              className={`${frame} flex-1`}
              type="password"
              autoComplete="new-password"
              placeholder={isStored ? words.secretStored : words.secretValue}
              value={value}
              maxLength={10_000}
              onChange={(event) => change(row, { value: event.target.value })}
            />
            <IconButton
              size="small"
              label={words.removeSecret(name)}
              icon={<CloseIcon />}
              onClick={() => onChange(secrets.filter((secret) => secret.row !== row))}
            />
          </div>
        ))}
        <div>
          <Button size="small" onClick={() => onChange([...secrets, newSecret()])}>
            {words.addSecret}
          </Button>
        </div>
      </div>
      {secrets.length > 0 && <p className="mt-1 text-small text-ink-3">{words.secretHint}</p>}
    </FormRow>
  )
}
