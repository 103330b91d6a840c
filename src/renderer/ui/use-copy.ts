import { useEffect, useState } from 'react'
import { announce } from '../lib/announcer'
import { copyText } from '../lib/copy'
import { words } from './words'

type Outcome = 'copied' | 'failed' | null

/** Copies, and says for two seconds how that went. */
export function useCopy(read: () => string): { outcome: Outcome; copy: () => void } {
  const [outcome, setOutcome] = useState<Outcome>(null)
  useEffect(() => {
    if (outcome === null) return
    const timer = setTimeout(() => setOutcome(null), 2_000)
    return () => clearTimeout(timer)
  }, [outcome])

  async function copy(): Promise<void> {
    const result = await copyText(read()).then(
      () => 'copied' as const,
      () => 'failed' as const,
    )
    setOutcome(result)
    announce(copyWords[result])
  }
  return { outcome, copy: () => void copy() }
}

export const copyWords = { copied: words.copied, failed: words.couldNotCopy }
