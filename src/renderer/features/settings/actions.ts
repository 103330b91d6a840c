// Every single setting by name, for the palette: it leads to the part of the page that has it. See state/actions.ts.
import type { Action } from '../../state/actions'
import { useOpen } from '../../state/open'
import type { SettingsAim } from '../../state/open'
import { useSession } from '../../state/session'
import { words } from './in-palette/words'

type Part = Exclude<SettingsAim['kind'], 'provider' | 'add-provider'>

const partOf: Record<keyof typeof words.settings, Part> = {
  size: 'appearance',
  motion: 'appearance',
  contrast: 'appearance',
  list: 'appearance',
  acceptedKinds: 'memory',
  recall: 'memory',
  newThreads: 'memory',
  folder: 'data',
  keys: 'data',
  bringIn: 'data',
  apiKeys: 'local-api',
  apiAccesses: 'local-api',
  versions: 'about',
  updates: 'about',
}

export const settingsActions: readonly Action[] = [
  ...Object.entries(words.parts).map(([part, said]) => leading(`settings.${part}`, said, words.alias, part as Part)),
  ...Object.entries(words.settings).map(([name, { words: said, alias }]) =>
    leading(`settings.one.${name}`, said, `${alias} ${words.alias}`, partOf[name as keyof typeof words.settings]),
  ),
]

function leading(id: string, said: string, alias: string, kind: Part): Action {
  return {
    id,
    group: 'settings',
    words: () => said,
    alias,
    isThere: () => useSession.getState().ready !== null,
    run: () => useOpen.getState().openSettings({ kind }),
  }
}
