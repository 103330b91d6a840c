// What can stand in the middle in place of the conversation, by name. Each is loaded when the window is idle, or when it
// is opened before that.
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

type PageComponent = ComponentType<PageProps>

const loaded = new Map<PageName, PageComponent>()

/** The page, where it was loaded before. */
export function loadedPage(name: PageName): PageComponent | undefined {
  return loaded.get(name)
}

export async function loadPage(name: PageName): Promise<PageComponent> {
  const page = loaded.get(name) ?? (await load[name]())
  loaded.set(name, page)
  return page
}

const load: Record<PageName, () => Promise<PageComponent>> = {
  async memory() {
    const [{ MemoryPage }, { memoryTabs }] = await Promise.all([
      import('../features/memory/page/MemoryPage'),
      import('./memory-tabs'),
    ])
    return (props) => <MemoryPage {...props} tabs={memoryTabs} />
  },
  search: async () => (await import('../features/search/SearchPage')).SearchPage,
  personas: async () => (await import('../features/personas/gallery/PersonasPage')).PersonasPage,
  async settings() {
    const [
      { SettingsPage },
      { Backups },
      { ProfilesSettings },
      { ToolsSettings },
      { AccountSettings },
      { Shortcuts },
      { Troubleshooting },
    ] = await Promise.all([
      import('../features/settings/SettingsPage'),
      import('../features/backups/Backups'),
      import('../features/profiles/ProfilesSettings'),
      import('../features/tools/ToolsSettings'),
      import('../features/accounts/settings/AccountSettings'),
      import('../features/shortcuts/Shortcuts'),
      import('../features/diagnostics/Troubleshooting'),
    ])
    return (props) => (
      <SettingsPage
        {...props}
        failure={<FailedMeanwhile backups={<BackupList />} />}
        backups={<BackupsOfProfile backups={<Backups />} />}
        profiles={<ProfilesSettings />}
        tools={<ToolsSettings />}
        account={<AccountSettings />}
        shortcuts={<Shortcuts />}
        troubleshooting={<Troubleshooting />}
      />
    )
  },
}
