import { useMutation } from '@tanstack/react-query'
import type { UpdateChannel, UpdateState, UpdatesView } from '../../../../shared/contract/updates'
import { fullDate } from '../../../lib/dates'
import { useAnnounced } from '../../../lib/use-announced'
import { useUpdates } from '../../../state/updates'
import { ErrorNote } from '../../../ui/ErrorNote'
import { FormRow } from '../../../ui/Field'
import { ProgressBar } from '../../../ui/ProgressBar'
import { ToggleGroup } from '../../../ui/ToggleGroup'
import { asFailure, wordsOf, wordsOfFailure } from '../../../wire/failure'
import { queries } from '../../../wire/rpc'
import { UpdateButtons } from './UpdateButtons'
import { words } from './words'

const channels = (['stable', 'beta'] satisfies UpdateChannel[]).map((value) => ({
  value,
  words: words.channels[value],
}))
const ways = (['daily', 'asked'] as const).map((value) => ({ value, words: words.looking[value] }))

/** Whether there is a newer Kith, how far it is, and which ones are wanted. */
export function Updates() {
  const updates = useUpdates()
  const choose = useMutation(queries.updates.choose.mutationOptions())
  useAnnounced(updates && isNews(updates.state) ? saidOf(updates) : null)
  if (!updates) return null
  const { state, choice } = updates
  if (state.phase === 'elsewhere')
    return (
      <FormRow label={words.updates}>
        <p className="pt-[7px] text-ui select-text max-narrow:pt-0">{words.elsewhere[state.how]}</p>
      </FormRow>
    )
  return (
    <>
      <FormRow label={words.updates}>
        {state.phase === 'failed' ? (
          <ErrorNote {...wordsOfState(state)}>
            <UpdateButtons state={state} />
          </ErrorNote>
        ) : (
          <>
            <p className="pt-[7px] text-ui max-narrow:pt-0">{saidOf(updates)}</p>
            {state.phase === 'downloading' && (
              <div className="mt-2 max-w-80">
                <ProgressBar label={words.progress} value={state.percent} of={100} words={saidOf(updates)} />
              </div>
            )}
            <div className="mt-2 flex flex-wrap gap-1.5 empty:mt-0">
              <UpdateButtons state={state} />
            </div>
          </>
        )}
      </FormRow>
      <FormRow label={words.look}>
        <ToggleGroup
          label={words.look}
          options={ways}
          value={choice.isAutomatic ? 'daily' : 'asked'}
          onChange={(value) => choose.mutate({ ...choice, isAutomatic: value === 'daily' })}
        />
        <p className="mt-1 text-small text-ink-3">{words.lookHint}</p>
      </FormRow>
      <FormRow label={words.channel}>
        <ToggleGroup
          label={words.channel}
          options={channels}
          value={choice.channel}
          onChange={(channel) => choose.mutate({ ...choice, channel })}
        />
        <p className="mt-1 text-small text-ink-3">{words.channelHints[choice.channel]}</p>
        {choose.isError && (
          <div className="mt-3">
            <ErrorNote {...wordsOf(choose.error)} />
          </div>
        )}
      </FormRow>
    </>
  )
}

/** Neither how it stands by itself nor a number that grows is said to screen readers; what comes of asking is. */
function isNews(state: UpdateState): boolean {
  if (state.phase === 'current') return state.checkedAt !== null
  return state.phase !== 'downloading' && state.phase !== 'elsewhere'
}

function saidOf({ state }: UpdatesView): string {
  switch (state.phase) {
    case 'elsewhere':
      return words.elsewhere[state.how]
    case 'current':
      return state.checkedAt === null ? words.notAsked : words.current(fullDate(new Date(state.checkedAt)))
    case 'checking':
      return words.checking
    case 'available':
      return words.available(state.version)
    case 'downloading':
      return words.downloading(state.version, state.percent)
    case 'downloaded':
      return words.downloaded(state.version)
    case 'waiting':
      return words.waiting(state.version)
    case 'failed':
      return wordsOfState(state).title
  }
}

function wordsOfState({ failure }: Extract<UpdateState, { phase: 'failed' }>) {
  const known = asFailure(failure)
  return known ? wordsOfFailure(known) : wordsOf(failure)
}
