import type { ReactNode } from 'react'
import { useSession } from '../../state/session'
import { FailureNote } from './FailureNote'

/** Main failed behind a window that was in use: said in it, because what is on screen may be nowhere else. */
export function FailedMeanwhile({ backups }: { backups: ReactNode }) {
  const state = useSession(({ state }) => state)
  if (state?.phase !== 'failed') return null
  return (
    <div className="mx-auto w-full max-w-(--measure) flex-none px-6 py-3">
      <FailureNote state={state} backups={backups} />
    </div>
  )
}
