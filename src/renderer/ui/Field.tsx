import { useId } from 'react'
import type { ComponentProps, ReactNode } from 'react'
import { classNames } from '../lib/class-names'

interface FieldProps {
  label: string
  hint?: ReactNode
  /** Why what stands in it is not accepted. */
  error?: string | undefined
}

/** A form: labels hang in a margin column at the left, fields start at one edge. Above each other where it is narrow. */
export function Form({ className, ...props }: ComponentProps<'form'>) {
  return (
    <form
      className={classNames(
        'grid grid-cols-[120px_minmax(0,1fr)] gap-x-6 gap-y-[22px] max-narrow:grid-cols-1 max-narrow:gap-y-4',
        className,
      )}
      {...props}
    />
  )
}

/** One row of a form whose content is not a plain field. */
export function FormRow({ label, htmlFor, children }: { label: string; htmlFor?: string; children: ReactNode }) {
  const labelClass = 'pt-[7px] text-end text-ui text-ink-2 max-narrow:pt-0 max-narrow:text-start'
  return (
    <div className="col-span-full grid grid-cols-subgrid max-narrow:gap-y-1">
      {htmlFor ? (
        <label htmlFor={htmlFor} className={labelClass}>
          {label}
        </label>
      ) : (
        <div className={labelClass}>{label}</div>
      )}
      <div className="min-w-0">{children}</div>
    </div>
  )
}

export function TextField({ label, hint, error, className, ...props }: FieldProps & ComponentProps<'input'>) {
  const id = useId()
  return (
    <FormRow label={label} htmlFor={id}>
      <input
        id={id}
        dir="auto"
        autoComplete="off"
        spellCheck={false}
        aria-invalid={error ? true : undefined}
        aria-describedby={`${id}-hint`}
        className={classNames('field-frame h-[34px] w-full rounded-m px-[11px] text-ui pointer-coarse:h-11', className)}
        {...props}
      />
      <FieldHint id={`${id}-hint`} hint={hint} error={error} />
    </FormRow>
  )
}

export function TextAreaField({ label, hint, error, className, ...props }: FieldProps & ComponentProps<'textarea'>) {
  const id = useId()
  return (
    <FormRow label={label} htmlFor={id}>
      <textarea
        id={id}
        dir="auto"
        spellCheck={false}
        aria-invalid={error ? true : undefined}
        aria-describedby={`${id}-hint`}
        className={classNames(
          'field-frame field-sizing-content max-h-48 min-h-[34px] w-full resize-none rounded-m px-[11px] py-1.5 text-ui',
          className,
        )}
        {...props}
      />
      <FieldHint id={`${id}-hint`} hint={hint} error={error} />
    </FormRow>
  )
}

function FieldHint({ id, hint, error }: { id: string; hint: ReactNode; error: string | undefined }) {
  return (
    <p id={id} className={classNames('mt-1 text-small empty:mt-0', error ? 'text-danger' : 'text-ink-3')}>
      {error ?? hint}
    </p>
  )
}
