// What went wrong with reading a conversation, said where it would stand.
import type { ReactNode } from 'react'
import { useOpen } from '../../state/open'
import { useIsProjectAway } from '../../state/session'
import { useStreams } from '../../state/streams'
import { Button } from '../../ui/Button'
import { ErrorNote } from '../../ui/ErrorNote'
import { ReadFailure } from '../../ui/ReadFailure'
import { wordsOf } from '../../wire/failure'
import type { ErrorInWords } from '../../wire/failure'
import type { useJumps } from './use-jumps'
import { words } from './words'

interface ConversationTroublesProps {
  threadId: string
  isGone: boolean
  query: { error: Error | null; refetch(): Promise<unknown> }
}

/** The thread is gone, cannot be read, or is not heard of any more. */
export function ConversationTroubles({ threadId, isGone, query }: ConversationTroublesProps) {
  const startThread = useOpen((open) => open.startThread)
  const isAway = useIsProjectAway()
  const trouble = useStreams(({ troubles }) => troubles[threadId])
  return (
    <>
      {isGone && (
        <Notice>
          <ErrorNote {...words.gone}>
            <Button onClick={startThread}>{words.newThread}</Button>
          </ErrorNote>
        </Notice>
      )}
      {!isGone && query.error && (
        <Notice>
          <ReadFailure error={wordsOf(query.error)} isAway={isAway}>
            <Button onClick={() => void query.refetch()}>{words.tryAgain}</Button>
          </ReadFailure>
        </Notice>
      )}
      {trouble && (
        <Notice>
          <ErrorNote {...trouble} />
        </Notice>
      )}
    </>
  )
}

interface Reading {
  error: ErrorInWords | null
  read(): void
}

interface WayTroublesProps {
  earlier: Reading
  later: Reading
  jumping: Pick<ReturnType<typeof useJumps>, 'error' | 'dismissError' | 'otherVersion'>
}

/** More could not be read, or what was asked for is not where one looks for it. */
export function WayTroubles({ earlier, later, jumping }: WayTroublesProps) {
  const reading = earlier.error ? earlier : later.error ? later : null
  const { error, otherVersion } = jumping
  return (
    <>
      {reading?.error && (
        <Notice>
          <ErrorNote {...reading.error}>
            <Button size="small" onClick={reading.read}>
              {words.tryAgain}
            </Button>
          </ErrorNote>
        </Notice>
      )}
      {error && (
        <Notice>
          <ErrorNote {...error}>
            <Button size="small" onClick={jumping.dismissError}>
              {words.close}
            </Button>
          </ErrorNote>
        </Notice>
      )}
      {otherVersion && (
        <Notice>
          <ErrorNote {...words.otherVersion}>
            <Button size="small" onClick={otherVersion.show}>
              {words.showVersion}
            </Button>
            <Button size="small" look="bare" onClick={otherVersion.dismiss}>
              {words.close}
            </Button>
          </ErrorNote>
        </Notice>
      )}
    </>
  )
}

function Notice({ children }: { children: ReactNode }) {
  return <div className="mx-auto w-full max-w-(--measure) px-6 py-6">{children}</div>
}
