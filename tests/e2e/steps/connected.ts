// A Kith with a scripted model that answers, as most specs begin.
import { launchKith } from '../../support/kith'
import type { Kith, KithTarget, LaunchOptions } from '../../support/kith'
import { startModelServer } from '../../support/model-server'
import type { ModelServer } from '../../support/model-server'
import { connectProvider } from './providers'
import { screenOf } from './screen'
import type { Screen } from './screen'

export interface Connected {
  kith: Kith
  server: ModelServer
  screen: Screen
}

/** @param env added to the environment of Kith */
export async function launchConnected(target: KithTarget, env: LaunchOptions['env'] = {}): Promise<Connected> {
  const server = await startModelServer()
  const kith = await launchKith({ target, env })
  const screen = screenOf(kith.page)
  const provider = { kind: 'OpenAI-compatible', name: 'Scripted', address: server.url } as const
  try {
    await connectProvider(screen, { ...provider, key: 'sk-scripted', model: 'practice-small' })
  } catch (error) {
    await Promise.all([kith.stop(), server.close()])
    throw error
  }
  return { kith, server, screen }
}
