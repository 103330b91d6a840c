// The browser host on a remote profile: a project on the stack, with a fresh account signed in to it.
import { randomUUID } from 'node:crypto'
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { signUp } from '../../../src/main/app/testing/remote-project'
import { sessionName } from '../../../src/main/profiles/vault-of'
import { remoteStack } from '../remote-stack'
import { startBrowserHost } from './browser-host'
import type { RunningKith, Setting } from './target'

export async function startOnStack(setting: Setting): Promise<RunningKith> {
  const profiles = join(setting.dataFolder, 'profiles.json')
  if (!existsSync(profiles)) {
    const { url, publishableKey } = await remoteStack()
    const id = randomUUID()
    const session = await signUp(url, publishableKey, `${id}@example.com`)
    mkdirSync(setting.dataFolder, { recursive: true })
    writeFileSync(
      profiles,
      JSON.stringify({
        version: 1,
        device: randomUUID(),
        openId: id,
        embedded: { name: '', colour: 'graphite' },
        remotes: [{ id, name: 'Stack', colour: 'lagoon', url, publishableKey }],
      }),
    )
    const secrets = { version: 1, secrets: { [sessionName(id)]: { plain: session } } }
    writeFileSync(join(setting.dataFolder, 'keys.json'), JSON.stringify(secrets), { mode: 0o600 })
  }
  return startBrowserHost(setting)
}
