import { useEffect, useState } from 'react'
import type { RunProgress } from '../../../shared/contract/chat'
import { useAnnounced } from '../../lib/use-announced'
import { useStreams } from '../../state/streams'
import { Ring } from '../../ui/Ring'
import { words } from './words'

/** The provider is busy: how long it is waited for. Stop ends that, as it ends an answer. */
export function RunWaiting({ threadId }: { threadId: string }) {
  const waiting = useStreams(({ runs }) => runs[threadId]?.progress?.waiting ?? null)
  return waiting && <Waiting key={waiting.retryAt} waiting={waiting} />
}

function Waiting({ waiting: { provider, seconds, retryAt } }: { waiting: NonNullable<RunProgress['waiting']> }) {
  const [left, setLeft] = useState(() => secondsUntil(retryAt, seconds))
  useAnnounced(words.waitingFor(provider, seconds))
  useEffect(() => {
    const timer = setInterval(() => setLeft(secondsUntil(retryAt, seconds)), 250)
    return () => clearInterval(timer)
  }, [retryAt, seconds])
  return (
    <p className="flex h-7 items-center gap-2.5 text-small text-ink-2 pointer-coarse:h-11">
      <Ring />
      <span className="truncate tabular-nums">{words.waitingFor(provider, left)}</span>
    </p>
  )
}

/** By this window's clock, which may not be main's: never more than it was. */
function secondsUntil(retryAt: string, atMost: number): number {
  return Math.min(atMost, Math.max(0, Math.ceil((Date.parse(retryAt) - Date.now()) / 1000)))
}
