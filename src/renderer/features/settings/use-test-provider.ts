import { useState } from 'react'
import type { ErrorInWords } from '../../wire/failure'
import { rpc } from '../../wire/rpc'
import { draftOf } from './provider-draft'
import type { ProviderFields } from './provider-draft'
import { wordsWithoutMessage } from './use-settings'

/** How many models there are, and of how many it is said what they take and cost. */
interface Found {
  models: number
  contexts: number
  prices: number
}

/** Asks an endpoint for its models, as the form stands. Saves nothing. */
export function useTestProvider(onFound: (models: string[]) => void) {
  const [isTesting, setTesting] = useState(false)
  const [error, setError] = useState<ErrorInWords | null>(null)
  const [found, setFound] = useState<Found | null>(null)

  async function test(fields: ProviderFields): Promise<void> {
    setTesting(true)
    setError(null)
    setFound(null)
    try {
      const { models, contexts, prices } = await rpc.settings.testProvider(draftOf(fields))
      setFound({ models: models.length, contexts, prices })
      onFound(models)
    } catch (cause) {
      setError(wordsWithoutMessage(cause))
    } finally {
      setTesting(false)
    }
  }
  return { test: (fields: ProviderFields) => void test(fields), isTesting, error, found }
}
