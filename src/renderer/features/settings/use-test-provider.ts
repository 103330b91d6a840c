import { useState } from 'react'
import type { ErrorInWords } from '../../wire/failure'
import { rpc } from '../../wire/rpc'
import { draftOf } from './provider-draft'
import type { ProviderFields } from './provider-draft'
import { wordsWithoutMessage } from './use-settings'

/** Asks an endpoint for its models, as the form stands. Saves nothing. */
export function useTestProvider(onFound: (models: string[]) => void) {
  const [isTesting, setTesting] = useState(false)
  const [error, setError] = useState<ErrorInWords | null>(null)
  const [found, setFound] = useState<number | null>(null)

  async function test(fields: ProviderFields): Promise<void> {
    setTesting(true)
    setError(null)
    setFound(null)
    try {
      const { models } = await rpc.settings.testProvider(draftOf(fields))
      setFound(models.length)
      onFound(models)
    } catch (cause) {
      setError(wordsWithoutMessage(cause))
    } finally {
      setTesting(false)
    }
  }
  return { test: (fields: ProviderFields) => void test(fields), isTesting, error, found }
}
