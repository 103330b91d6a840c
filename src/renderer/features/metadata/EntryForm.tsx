import { useDeferredValue, useEffect, useRef, useState } from 'react'
import { METADATA_VALUE_LIMIT } from '../../../shared/domain/limits'
import { Button } from '../../ui/Button'
import { ErrorNote } from '../../ui/ErrorNote'
import { Select } from '../../ui/Select'
import { Elsewhere } from './Elsewhere'
import { problemsOf } from './draft'
import type { Draft } from './draft'
import { tidyJson } from './scan-json'
import { asType, valueTypes } from './typed-value'
import type { ValueProblem, ValueType } from './typed-value'
import { shortKey } from './use-entries'
import type { Entries } from './use-entries'
import { ValueField } from './ValueField'
import { words } from './words'

interface EntryFormProps {
  id: string
  draft: Draft
  entries: Entries
  /** Saved or given up: it is a row again, or gone. */
  onEnd(): void
}

const types = valueTypes.map((value) => ({ value, words: words.types[value] }))

/** An entry that is being written. Escape is not a way to lose it. */
export function EntryForm({ id, draft, entries, onEnd }: EntryFormProps) {
  const { base, key, typed, isBusy, error, elsewhere } = draft
  const form = useRef<HTMLFormElement>(null)
  const [isChecked, setChecked] = useState(false)
  const taken = entries.entries.map((entry) => entry.key)
  const problems = problemsOf({ ...draft, typed: useDeferredValue(typed) }, taken)
  const keyProblem = isChecked && problems.key ? words.keyProblems[problems.key] : null
  const isJsonWrong = problems.value?.kind === 'json' && typed.written !== ''
  const valueProblem =
    problems.value && (isChecked || isJsonWrong || problems.value.kind === 'large') ? inWords(problems.value) : null
  const change = (some: Partial<Draft>) => entries.change(id, some)

  useEffect(() => {
    form.current?.querySelector<HTMLElement>(base ? '[data-value]' : 'input')?.focus()
    // Once, when it opens.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [])

  async function save(over: Draft['base']): Promise<void> {
    setChecked(true)
    const now = problemsOf(draft, taken)
    if (now.key || now.value) {
      requestAnimationFrame(() => form.current?.querySelector<HTMLElement>('[aria-invalid]')?.focus())
      return
    }
    change({ elsewhere: undefined })
    if (await entries.save(id, draft, over)) onEnd()
  }

  return (
    <form
      ref={form}
      noValidate
      aria-label={base ? words.editOne(shortKey(key)) : words.new}
      className="flex flex-col gap-2.5 rounded-l bg-band p-3"
      onSubmit={(event) => {
        event.preventDefault()
        void save(base)
      }}
    >
      <div className="flex flex-wrap items-start gap-2">
        <div className="min-w-40 flex-1">
          {base ? (
            <bdi className="block pt-[7px] font-mono text-small break-all text-ink-2">{key}</bdi>
          ) : (
            <input
              aria-label={words.name}
              placeholder={words.name}
              autoComplete="off"
              spellCheck={false}
              value={key}
              aria-invalid={keyProblem ? true : undefined}
              aria-describedby={`${id}-key-problem`}
              onChange={(event) => change({ key: event.target.value })}
              className="field-frame h-[34px] w-full rounded-m px-[11px] font-mono text-small pointer-coarse:h-11"
            />
          )}
          <p id={`${id}-key-problem`} className="mt-1 text-small text-danger empty:mt-0">
            {keyProblem}
          </p>
        </div>
        <Select
          label={words.type}
          value={typed.type}
          groups={[{ options: types }]}
          onChange={(type) => change({ typed: asType(typed, type as ValueType) })}
        />
      </div>
      <ValueField
        typed={typed}
        problem={valueProblem}
        onChange={(written) => change({ typed: { ...typed, written } })}
        onSave={() => void save(base)}
      />
      {elsewhere !== undefined && (
        <Elsewhere
          theirs={elsewhere}
          isBusy={isBusy}
          onMine={() => void save(elsewhere)}
          onTheirs={() => {
            entries.takeTheirs(id, elsewhere)
            onEnd()
          }}
        />
      )}
      {error && <ErrorNote {...error} />}
      <div className="flex flex-wrap gap-1.5">
        {elsewhere === undefined && (
          <Button changes type="submit" look="primary" size="small" isBusy={isBusy}>
            {words.save}
          </Button>
        )}
        <Button
          look="bare"
          size="small"
          onClick={() => {
            entries.drop(id)
            onEnd()
          }}
        >
          {words.cancel}
        </Button>
        {typed.type === 'json' && problems.value === null && (
          <Button
            look="bare"
            size="small"
            onClick={() => change({ typed: { ...typed, written: tidyJson(typed.written) } })}
          >
            {words.tidy}
          </Button>
        )}
      </div>
    </form>
  )
}

function inWords(problem: ValueProblem): string {
  switch (problem.kind) {
    case 'json': {
      const { fault, line, column, what } = problem.problem
      return words.jsonProblem(fault, line, column, what)
    }
    case 'number':
      return words.numberProblem
    case 'date':
      return words.dateProblem
    case 'yes-no':
      return words.yesNoProblem
    case 'character':
      return words.characterProblem
    case 'large':
      return words.largeProblem(Math.max(problem.size, METADATA_VALUE_LIMIT + 1))
  }
}
