// What can stand in the middle in place of the conversation, by name. Each is loaded when it is first opened.
import { lazy } from 'react'
import type { ComponentType, ReactNode } from 'react'
import { BackupList } from '../features/backups/BackupList'
import { BackupsOfProfile } from '../features/profiles/BackupsOfProfile'
import { FailedMeanwhile } from '../features/session/FailedMeanwhile'
import type { PageName } from '../state/open'

export interface PageProps {
  /** The way back to the sidebar, where it is hidden. */
  start: ReactNode
  /** Back to the conversation, which takes the focus. */
  onClose(): void
}

export const pages: Record<PageName, ComponentType<PageProps>> = {
  memory: lazy(async () => {
    const [{ MemoryPage }, { memoryTabs }] = await Promise.all([
      import('../features/memory/page/MemoryPage'),
      import('./memory-tabs'),
    ])
    return { default: (props: PageProps) => <MemoryPage {...props} tabs={memoryTabs} /> }
  }),
  search: lazy(async () => ({ default: (await import('../features/search/SearchPage')).SearchPage })),
  personas: lazy(async () => ({ default: (await import('../features/personas/gallery/PersonasPage')).PersonasPage })),
  settings: lazy(async () => {
    const [{ SettingsPage }, { Backups }, { ProfilesSettings }, { ToolsSettings }, { AccountSettings }, { Shortcuts }] =
      await Promise.all([
        import('../features/settings/SettingsPage'),
        import('../features/backups/Backups'),
        import('../features/profiles/ProfilesSettings'),
        import('../features/tools/ToolsSettings'),
        import('../features/accounts/settings/AccountSettings'),
        import('../features/shortcuts/Shortcuts'),
      ])
    return {
      default: (props: PageProps) => (
        <SettingsPage
          {...props}
          failure={<FailedMeanwhile backups={<BackupList />} />}
          backups={<BackupsOfProfile backups={<Backups />} />}
          profiles={<ProfilesSettings />}
          tools={<ToolsSettings />}
          account={<AccountSettings />}
          shortcuts={<Shortcuts />}
        />
      ),
    }
  }),
}
