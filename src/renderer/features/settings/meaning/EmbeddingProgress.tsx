import { useMutation } from '@tanstack/react-query'
import type { EmbeddingsView } from '../../../../shared/contract/embeddings'
import { useAnnounced } from '../../../lib/use-announced'
import { clockTime } from '../../../lib/dates'
import { Button } from '../../../ui/Button'
import { ErrorNote } from '../../../ui/ErrorNote'
import { Fold } from '../../../ui/Fold'
import { UnloopedIcon } from '../../../ui/icons'
import { ProgressBar } from '../../../ui/ProgressBar'
import { asFailure, withoutMessage, wordsOf, wordsOfFailure } from '../../../wire/failure'
import { queries } from '../../../wire/rpc'
import { words } from './words'

/** How much is found by meaning already, and what can be done about the rest. */
export function EmbeddingProgress({ embeddings: { work, progress, skipped } }: { embeddings: EmbeddingsView }) {
  const pause = useMutation(queries.embeddings.pause.mutationOptions())
  const resume = useMutation(queries.embeddings.resume.mutationOptions())
  const isAll = progress !== null && progress.embedded + skipped.length >= progress.total
  const said = progress ? words.ready(progress.embedded, progress.total) : words.counting
  const error = pause.error ?? resume.error
  // Only what has changed for good: each number would be too much.
  useAnnounced(
    work.state === 'paused' || work.state === 'working'
      ? words.announcements[work.state]
      : work.state === 'done' && isAll && (progress?.total ?? 0) > 0
        ? words.announcements.done
        : null,
  )
  return (
    <div className="flex flex-col gap-2">
      {progress && progress.total > 0 && (
        <ProgressBar label={words.progress} value={progress.embedded} of={progress.total} words={said} />
      )}
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1.5">
        <p className="min-w-0 flex-1 text-small text-ink-2">{[said, stateOf(work)].filter(Boolean).join(' ')}</p>
        {(work.state === 'working' || (work.state === 'done' && !isAll)) && (
          <Button size="small" isBusy={pause.isPending} onClick={() => pause.mutate(undefined)}>
            {words.pause}
          </Button>
        )}
        {work.state === 'paused' && (
          <Button size="small" isBusy={resume.isPending} onClick={() => resume.mutate(undefined)}>
            {words.resume}
          </Button>
        )}
      </div>
      {(work.state === 'waiting' || work.state === 'stopped') && (
        <ErrorNote {...wordsOfHold(work.failure)}>
          <Button size="small" isBusy={resume.isPending} onClick={() => resume.mutate(undefined)}>
            {work.state === 'waiting' ? words.tryNow : words.tryAgain}
          </Button>
          {work.state === 'waiting' && (
            <Button size="small" isBusy={pause.isPending} onClick={() => pause.mutate(undefined)}>
              {words.pause}
            </Button>
          )}
        </ErrorNote>
      )}
      {error && <ErrorNote {...wordsOf(error)} />}
      {skipped.length > 0 && (
        <Fold icon={<UnloopedIcon />} title={words.skipped(skipped.length)}>
          <ul className="flex flex-col gap-1 text-small text-ink-2">
            {skipped.map(({ id, beginning }) => (
              <li key={id} className="truncate">
                {beginning}
              </li>
            ))}
          </ul>
        </Fold>
      )}
    </div>
  )
}

function stateOf(work: EmbeddingsView['work']): string {
  if (work.state === 'working') return `${words.working}.`
  if (work.state === 'paused') return `${words.paused}.`
  if (work.state !== 'waiting') return ''
  return `${words.waiting(clockTime(new Date(work.until)))}.`
}

function wordsOfHold(value: { code: string; data?: unknown }) {
  const failure = asFailure(value)
  return failure ? withoutMessage(wordsOfFailure(failure)) : wordsOf(value)
}
