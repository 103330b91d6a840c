import { useMutation, useQuery } from '@tanstack/react-query'
import { useId, useState } from 'react'
import type { ReactNode } from 'react'
import type { Importance, MemoryDetail, MemoryKind } from '../../../../shared/contract/memories'
import { TAG_LIMIT, TAGS_LIMIT } from '../../../../shared/domain/limits'
import { fullDate } from '../../../lib/dates'
import { ErrorNote } from '../../../ui/ErrorNote'
import { Select } from '../../../ui/Select'
import { useUnchangeable } from '../../../ui/unchangeable'
import { wordsOf } from '../../../wire/failure'
import { queries } from '../../../wire/rpc'
import { words as memoryWords } from '../words'
import { stateOf } from './memories-of-page'
import { words } from './words'

const kinds: readonly MemoryKind[] = ['fact', 'preference', 'event', 'instruction']
const importances: readonly Importance[] = ['low', 'normal', 'high', 'critical']

/** Kind, importance and tags, each changed at once; and what is only to be read. */
export function DetailFacts({ detail }: { detail: MemoryDetail }) {
  const { memory, mergedFrom } = detail
  const update = useMutation(queries.memories.update.mutationOptions())
  const personas = useQuery(queries.personas.list.queryOptions()).data ?? []
  const owner = personas.find(({ id }) => id === memory.personaId)?.name ?? words.nobody
  const unchangeable = useUnchangeable()
  const isFixed = stateOf(memory) === 'deleted' || unchangeable !== null
  // Another program's kind stays what it is until one of ours is chosen.
  const offered = [...new Set<string>([...kinds, memory.kind])]
  return (
    <>
      <dl className="grid grid-cols-[96px_minmax(0,1fr)] items-baseline gap-x-3 gap-y-2 text-small">
        <Fact name={words.kind}>
          {isFixed ? (
            memoryWords.kindOf(memory.kind)
          ) : (
            <Select
              label={words.kind}
              value={memory.kind}
              groups={[{ options: offered.map((value) => ({ value, words: memoryWords.kindOf(value) })) }]}
              onChange={(kind) => update.mutate({ memoryId: memory.id, kind: kind as MemoryKind })}
            />
          )}
        </Fact>
        <Fact name={words.importance}>
          {isFixed ? (
            words.importances[memory.importance]
          ) : (
            <Select
              label={words.importance}
              value={memory.importance}
              groups={[{ options: importances.map((value) => ({ value, words: words.importances[value] })) }]}
              onChange={(importance) => update.mutate({ memoryId: memory.id, importance: importance as Importance })}
            />
          )}
        </Fact>
        <Fact name={words.tags}>{isFixed ? detail.tags.join(', ') : <Tags detail={detail} />}</Fact>
        <Fact name={words.used}>{words.usedTimes(memory.usedCount)}</Fact>
        <Fact name={words.lastUsed}>{memory.lastUsedAt ? fullDate(new Date(memory.lastUsedAt)) : words.never}</Fact>
        <Fact name={words.learnedAt}>{fullDate(new Date(memory.createdAt))}</Fact>
        {memory.updatedAt !== memory.createdAt && (
          <Fact name={words.changedAt}>{fullDate(new Date(memory.updatedAt))}</Fact>
        )}
        <Fact name={words.persona}>{owner}</Fact>
        {mergedFrom.length > 0 && <Fact name={words.mergedFrom}>{words.mergedCount(mergedFrom.length)}</Fact>}
      </dl>
      {update.isError && (
        <div className="mt-3">
          <ErrorNote {...wordsOf(update.error)} />
        </div>
      )}
    </>
  )
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <>
      <dt className="text-ink-2">{name}</dt>
      <dd dir="auto" className="min-w-0 text-start [overflow-wrap:anywhere] [&>button]:w-full [&>button]:min-w-0">
        {children}
      </dd>
    </>
  )
}

/** Words with commas between them, saved when one leaves the field. */
function Tags({ detail: { memory, tags } }: { detail: MemoryDetail }) {
  const id = useId()
  const stored = tags.join(', ')
  const [text, setText] = useState(stored)
  const [before, setBefore] = useState(stored)
  // Saved, or changed elsewhere.
  if (before !== stored) {
    setBefore(stored)
    setText(stored)
  }
  const save = useMutation(queries.memories.setTags.mutationOptions())
  const wanted = [...new Set(text.split(/[,،、]/u).map((tag) => tag.trim()))].filter((tag) => tag !== '')
  const wrong = wanted.some((tag) => tag.length > TAG_LIMIT)
    ? words.tagTooLong(TAG_LIMIT)
    : wanted.length > TAGS_LIMIT
      ? words.tooManyTags(TAGS_LIMIT)
      : null
  const keep = () => {
    if (!wrong && wanted.join(', ') !== stored) save.mutate({ memoryId: memory.id, tags: wanted })
  }
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        keep()
      }}
    >
      <input
        dir="auto"
        aria-label={words.tags}
        aria-invalid={wrong !== null || undefined}
        aria-describedby={`${id}-hint`}
        autoComplete="off"
        value={text}
        onChange={(event) => setText(event.target.value)}
        onBlur={keep}
        className="field-frame h-[34px] w-full rounded-m px-[11px] text-ui pointer-coarse:h-11"
      />
      <p id={`${id}-hint`} className={wrong ? 'mt-1 text-small text-danger' : 'mt-1 text-micro text-ink-3'}>
        {wrong ?? words.tagsHint}
      </p>
      {save.isError && <ErrorNote {...wordsOf(save.error)} />}
    </form>
  )
}
