import { useMutation } from '@tanstack/react-query'
import type { MemoryKind } from '../../../../shared/contract/memories'
import type { SettingsView } from '../../../../shared/contract/settings'
import type { PersonaSettings, RecallAmount } from '../../../../shared/domain/persona-settings'
import { ErrorNote } from '../../../ui/ErrorNote'
import { Form, FormRow } from '../../../ui/Field'
import { ToggleGroup } from '../../../ui/ToggleGroup'
import { wordsOf } from '../../../wire/failure'
import { queryClient } from '../../../wire/query-client'
import { queries, rpc } from '../../../wire/rpc'
import { Section } from '../Section'
import { showSettings } from '../use-settings'
import { words } from '../words'

const kinds: readonly MemoryKind[] = ['fact', 'preference', 'event', 'instruction']
const amounts = (['little', 'usual', 'much'] as const).map((value) => ({ value, words: words.amounts[value] }))
const ways = (['on', 'off'] as const).map((value) => ({ value, words: words.remembering[value] }))

// They are saved as a whole: one after the other, each on top of what the one before has left.
const changing = {
  scope: { id: 'settings.answering' },
  mutationFn: async (some: PersonaSettings) => {
    const { answering } = await queryClient.ensureQueryData(queries.settings.get.queryOptions())
    return rpc.settings.setAnswering({ answering: { ...answering, ...some } })
  },
  onSuccess: showSettings,
}

/** What is kept without asking, how much is recalled, and how new threads begin. */
export function MemorySection({ settings }: { settings: SettingsView }) {
  const { answering } = settings
  const accept = useMutation(queries.settings.setAcceptedKinds.mutationOptions({ onSuccess: showSettings }))
  const recall = useMutation(changing)
  const begin = useMutation(changing)
  const amount = answering.recall ?? 'usual'

  return (
    <Section title={words.memory} aim="memory">
      <div className="ps-36 max-narrow:ps-0">
        <p className="text-ui text-ink-2">{words.memoryIntro}</p>
      </div>
      <Form onSubmit={(event) => event.preventDefault()}>
        <FormRow label={words.acceptedKinds}>
          <div role="group" aria-label={words.acceptedKinds} className="flex flex-wrap gap-x-5 pt-1">
            {kinds.map((kind) => (
              <label key={kind} className="flex min-h-7 items-center gap-2 text-ui pointer-coarse:min-h-11">
                <input
                  type="checkbox"
                  className="size-4 accent-(--accent-fill)"
                  checked={settings.acceptedKinds.includes(kind)}
                  disabled={accept.isPending}
                  onChange={({ target }) =>
                    accept.mutate({
                      kinds: kinds.filter((one) =>
                        one === kind ? target.checked : settings.acceptedKinds.includes(one),
                      ),
                    })
                  }
                />
                {words.kindsAccepted[kind]}
              </label>
            ))}
          </div>
          <Hint text={words.acceptedHint} error={accept.error} />
        </FormRow>
        <FormRow label={words.recall}>
          <ToggleGroup
            label={words.recall}
            options={amounts}
            value={amount}
            onChange={(value: RecallAmount) => recall.mutate({ recall: value })}
          />
          <Hint text={words.recallHints[amount]} error={recall.error} />
        </FormRow>
        <FormRow label={words.newThreads}>
          <ToggleGroup
            label={words.newThreads}
            options={ways}
            value={answering.remembersNewThreads === false ? 'off' : 'on'}
            onChange={(value) => begin.mutate({ remembersNewThreads: value === 'on' })}
          />
          <Hint text={words.newThreadsHint} error={begin.error} />
        </FormRow>
      </Form>
    </Section>
  )
}

function Hint({ text, error }: { text: string; error: Error | null }) {
  return (
    <>
      <p className="mt-1 text-small text-ink-3">{text}</p>
      {error && (
        <div className="mt-3">
          <ErrorNote {...wordsOf(error)} />
        </div>
      )}
    </>
  )
}
