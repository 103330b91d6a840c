// What stands in desktop.json: what Kith does beside its windows. It belongs to the computer and not to a profile.
import { join } from 'node:path'
import { z } from 'zod'
import { desktopChoice } from '../../shared/contract/desktop'
import type { DesktopChoice } from '../../shared/contract/desktop'
import { oneAfterOther } from '../../shared/one-after-other'
import { openJsonFile } from '../files/json-file'

export const firstDesktopChoice = (platform: NodeJS.Platform): DesktopChoice => ({
  tray: true,
  staysInTray: false,
  quickWindow: true,
  quickKeys: 'mod+shift+space',
  notifies: true,
  notifiesWithWords: false,
  opensAtLogin: false,
  // There the system does it, and fetches nothing.
  checksSpelling: platform === 'darwin',
  spellingLanguages: [],
})

// Fields of a newer Kith are carried along.
const document = z.looseObject({})

export interface DesktopSettings {
  present(): DesktopChoice
  /** Written before it counts. Throws SETTINGS_NOT_SAVED; then everything is as it was. One change after the other. */
  change(some: Partial<DesktopChoice>): Promise<void>
}

/**
 * What is missing or cannot be understood in the file is as it is at first, field by field.
 * @param onSetAside is told where a file that cannot be read at all is kept
 */
export async function openDesktopSettings(
  folder: string,
  onSetAside: (keptAs: string) => void,
  platform: NodeJS.Platform = process.platform,
): Promise<DesktopSettings> {
  const file = await openJsonFile(join(folder, 'desktop.json'), document)
  if (file.keptAs !== null) onSetAside(file.keptAs)
  let stored: Record<string, unknown> = file.contents ?? {}
  const inTurn = oneAfterOther()
  return {
    present: () => readChoice(stored, platform),
    change: (some) =>
      inTurn(async () => {
        const changed = { ...stored, ...some }
        await file.write(changed)
        stored = changed
      }),
  }
}

function readChoice(stored: Record<string, unknown>, platform: NodeJS.Platform): DesktopChoice {
  const fields = Object.entries(desktopChoice.shape).flatMap(([name, shape]) => {
    const read = shape.safeParse(stored[name])
    return read.success ? [[name, read.data]] : []
  })
  return { ...firstDesktopChoice(platform), ...Object.fromEntries(fields) }
}
