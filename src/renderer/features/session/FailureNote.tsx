import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import type { ReactNode } from 'react'
import type { SessionState } from '../../../shared/contract/session'
import { fullDate } from '../../lib/dates'
import { useSession } from '../../state/session'
import { useBackups } from '../../state/use-backups'
import { Button } from '../../ui/Button'
import { ConfirmDialog } from '../../ui/ConfirmDialog'
import { ErrorNote } from '../../ui/ErrorNote'
import { asFailure, failureOf, wordsOfFailure } from '../../wire/failure'
import { rpc } from '../../wire/rpc'
import { AccountChooser } from './AccountChooser'
import { DataFolder } from './DataFolder'
import { ReportLink } from './ReportLink'
import { waysOn } from './ways-on'
import type { Way } from './ways-on'
import { words } from './words'

export type FailedState = Extract<SessionState, { phase: 'failed' }>

interface FailureNoteProps {
  state: FailedState
  /** The backups one can go back to. */
  backups: ReactNode
}

/** What failed in main, in words, and the ways on. */
export function FailureNote({ state, backups }: FailureNoteProps) {
  const failure = asFailure(state.failure)
  const hasBeenReady = useSession(({ ready }) => ready !== null)
  const said =
    failure?.code === 'DATABASE_FAILED' && !hasBeenReady
      ? { title: words.startFailed.title, detail: words.startFailed.detail(failure.data.reason) }
      : failure
        ? wordsOfFailure(failure)
        : { title: words.failedFallback, detail: state.failure.code }
  const newest = failure?.code === 'DATABASE_DAMAGED' ? failure.data.backup : null
  const { data: stored } = useBackups()
  const [isChoosing, setChoosing] = useState(false)
  const [isAsking, setAsking] = useState(false)
  // Main may still be letting go of what failed when it has heard of the wish: it takes no second one before it has said
  // something new.
  const [tried, setTried] = useState<FailedState | null>(null)
  const wish = useMutation({ mutationFn: (begin: () => Promise<void>) => begin() })
  if (failure?.code === 'ACCOUNT_UNCLEAR') return <AccountChooser key={JSON.stringify(failure)} {...failure.data} />

  function wishFor(begin: () => Promise<void>): void {
    setTried(state)
    wish.mutate(begin)
  }

  const ways: Record<Way, { does: string; act(): void }> = {
    'try-again': { does: words.tryAgain, act: () => wishFor(rpc.session.retry) },
    'go-back': {
      does: words.goBackTo(newest ? fullDate(new Date(newest.madeAt)) : ''),
      act: () => newest && wishFor(() => rpc.database.restore({ file: newest.file })),
    },
    'choose-backup': { does: words.showBackups, act: () => setChoosing(!isChoosing) },
    'old-version': { does: words.keepOldVersion, act: () => wishFor(rpc.database.openOldVersion) },
    'start-clean': { does: words.startClean, act: () => setAsking(true) },
  }
  return (
    <>
      <ErrorNote
        title={said.title}
        detail={said.detail}
        origin={state.failure.code}
        details={JSON.stringify(state.failure, null, 2)}
      >
        {waysOn(failure, (stored?.backups.length ?? 0) > 0, state.profile.kind).map((way, index) => (
          <Button
            key={way}
            look={index === 0 ? 'primary' : 'plain'}
            isBusy={tried === state && !wish.isError}
            aria-expanded={way === 'choose-backup' ? isChoosing : undefined}
            onClick={ways[way].act}
          >
            {ways[way].does}
          </Button>
        ))}
      </ErrorNote>
      <div className="mt-1 ps-4.5">
        <ReportLink />
        {state.profile.kind === 'embedded' && <DataFolder />}
      </div>
      {isChoosing && <div className="mt-3 ps-4.5">{backups}</div>}
      {/* Where main has said why, the note above says it. */}
      {wish.isError && !failureOf(wish.error) && <p className="mt-3 text-small text-ink-2">{words.retryFailed}</p>}
      <ConfirmDialog
        isOpen={isAsking}
        title={words.startCleanTitle}
        detail={words.startCleanDetail}
        keep={words.startCleanKeep}
        act={words.startCleanAct}
        onKeep={() => setAsking(false)}
        onAct={() => {
          setAsking(false)
          wishFor(rpc.database.startClean)
        }}
      />
    </>
  )
}
