import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { Importance, MemoryKind } from '../../../../shared/contract/memories'
import { MEMORY_LIMIT } from '../../../../shared/domain/limits'
import { toStorableText } from '../../../../shared/domain/stored-text'
import { draftOfNewMemory, useDrafts } from '../../../state/drafts'
import { useMemoryPage } from '../../../state/memory-page'
import type { MemoryScope } from '../../../state/memory-page'
import { Button } from '../../../ui/Button'
import { Dialog } from '../../../ui/Dialog'
import { ErrorNote } from '../../../ui/ErrorNote'
import { Form, FormRow, TextAreaField } from '../../../ui/Field'
import { Select } from '../../../ui/Select'
import { wordsOf } from '../../../wire/failure'
import { queries } from '../../../wire/rpc'
import { words as memoryWords } from '../words'
import { words } from './words'

const kinds: readonly MemoryKind[] = ['fact', 'preference', 'event', 'instruction']
const importances: readonly Importance[] = ['low', 'normal', 'high', 'critical']
const NONE = 'none'

/** A memory of the owner's own. What is written is kept until it is saved or given up by name. */
export function WriteMemory({ scope, onClose }: { scope: MemoryScope; onClose(): void }) {
  const text = useDrafts(({ drafts }) => drafts[draftOfNewMemory]?.text ?? '')
  const write = useDrafts((drafts) => drafts.write)
  const discard = useDrafts((drafts) => drafts.discard)
  const personas = useQuery(queries.personas.list.queryOptions()).data ?? []
  // Made once, so that saving again after a lost answer makes no second one.
  const [memoryId] = useState(() => crypto.randomUUID())
  const [personaId, setPersonaId] = useState(scope.personaId)
  const [kind, setKind] = useState<MemoryKind>('fact')
  const [importance, setImportance] = useState<Importance>('normal')
  const [pinned, setPinned] = useState(false)
  const set = useMemoryPage((page) => page.set)
  const save = useMutation(
    queries.memories.create.mutationOptions({
      onSuccess(memory) {
        discard(draftOfNewMemory)
        set({ memoryId: memory.id })
        onClose()
      },
    }),
  )
  const content = toStorableText(text.trim())
  const isTooLong = content.length > MEMORY_LIMIT

  return (
    <Dialog title={words.writeTitle} close={words.cancel} isOpen onClose={onClose}>
      <div data-scroller="" className="min-h-0 overflow-y-auto px-8 pb-6 max-narrow:px-5">
        <Form
          onSubmit={(event) => {
            event.preventDefault()
            if (!save.isPending && content !== '' && !isTooLong)
              save.mutate({ memoryId, personaId, content, kind, importance, pinned })
          }}
        >
          <TextAreaField
            label={words.writeText}
            dir="auto"
            ref={focusSoon}
            placeholder={words.writePlaceholder}
            value={text}
            readOnly={save.isPending}
            error={isTooLong ? words.tooLong(content.length, MEMORY_LIMIT) : undefined}
            onChange={(event) => write(draftOfNewMemory, event.target.value)}
          />
          <FormRow label={words.writeFor}>
            <Select
              label={words.writeFor}
              value={personaId ?? NONE}
              groups={[
                {
                  options: [
                    ...personas.map(({ id, name }) => ({ value: id, words: name })),
                    { value: NONE, words: words.nobody },
                  ],
                },
              ]}
              onChange={(value) => setPersonaId(value === NONE ? null : value)}
            />
          </FormRow>
          <FormRow label={words.kind}>
            <Select
              label={words.kind}
              value={kind}
              groups={[{ options: kinds.map((value) => ({ value, words: memoryWords.kindOf(value) })) }]}
              onChange={(value) => setKind(value as MemoryKind)}
            />
          </FormRow>
          <FormRow label={words.importance}>
            <Select
              label={words.importance}
              value={importance}
              groups={[{ options: importances.map((value) => ({ value, words: words.importances[value] })) }]}
              onChange={(value) => setImportance(value as Importance)}
            />
          </FormRow>
          <FormRow label="">
            <label className="flex min-h-7 items-center gap-2.5 text-ui pointer-coarse:min-h-11">
              <input
                type="checkbox"
                className="size-4 accent-(--accent-fill)"
                checked={pinned}
                onChange={(event) => setPinned(event.target.checked)}
              />
              {words.pinIt}
            </label>
            {save.isError && (
              <div className="mt-3">
                <ErrorNote {...wordsOf(save.error)} />
              </div>
            )}
            <div className="mt-4 flex gap-2">
              <Button
                changes
                type="submit"
                look="primary"
                isBusy={save.isPending}
                disabled={content === '' || isTooLong}
              >
                {words.remember}
              </Button>
              <Button
                look="bare"
                onClick={() => {
                  discard(draftOfNewMemory)
                  onClose()
                }}
              >
                {words.cancel}
              </Button>
            </div>
          </FormRow>
        </Form>
      </div>
    </Dialog>
  )
}

// The dialog takes the focus when it opens; the field has it after that.
function focusSoon(field: HTMLTextAreaElement | null): void {
  if (field) requestAnimationFrame(() => field.focus())
}
