// What one can do with the window: its panes, its looks, and the ways in to the settings.
import type { Theme } from '../../shared/contract/settings'
import type { Action } from '../state/actions'
import { useOpen } from '../state/open'
import type { SettingsAim } from '../state/open'
import { changeZoom, resetZoom, usePreferences } from '../state/preferences'
import { useSession } from '../state/session'
import { undoLast } from '../ui/Toaster'
import { queryClient } from '../wire/query-client'
import { queries, rpc } from '../wire/rpc'
import { goRound, goTo, isInspectorShown, isSidebarShown, toggleInspector, toggleSidebar } from './panes'
import { words } from './words'

const say = words.actions
/** Behind the starting page there is nothing to go to. */
const isReady = () => useSession.getState().ready !== null

/** The palette takes what is typed a moment before there is anything to go to. */
const isStarted = () => isReady() || useSession.getState().state?.phase !== 'failed'

const open = () => useOpen.getState()

export const viewActions: readonly Action[] = [
  {
    id: 'palette.open',
    group: 'help',
    words: () => say.palette,
    keys: ['mod+k'],
    isOnlyKeys: true,
    worksInDialogs: true,
    isThere: () =>
      isStarted() && (open().dialog !== null || !document.querySelector('[role=dialog], [role=alertdialog]')),
    run: () => open().setDialog(open().dialog === 'palette' ? null : 'palette'),
  },
  {
    id: 'shortcuts.show',
    group: 'help',
    words: () => say.shortcuts,
    alias: say.shortcutsAlias,
    keys: ['?', 'mod+/'],
    isThere: isReady,
    run: () => open().setDialog('shortcuts'),
  },
  {
    id: 'view.sidebar',
    group: 'view',
    name: say.sidebar,
    words: () => (isSidebarShown() ? words.hideSidebar : say.showSidebar),
    keys: ['mod+b'],
    isThere: isReady,
    run: toggleSidebar,
  },
  {
    id: 'view.inspector',
    group: 'view',
    name: say.inspector,
    words: () => (isInspectorShown() ? say.hideInspector : say.showInspector),
    keys: ['mod+i'],
    isThere: () => isReady() && open().page === 'conversation',
    run: toggleInspector,
  },
  { id: 'view.round', group: 'view', words: () => say.round, keys: ['f6'], isOnlyKeys: true, run: () => goRound(1) },
  {
    id: 'view.roundBack',
    group: 'view',
    words: () => say.roundBack,
    keys: ['shift+f6'],
    isOnlyKeys: true,
    run: () => goRound(-1),
  },
  ...(['sidebar', 'conversation', 'inspector'] as const).map((pane, index) => ({
    id: `view.go.${pane}`,
    group: 'view' as const,
    words: () => say.goTo[pane],
    keys: [`mod+${index + 1}`],
    isOnlyKeys: true,
    run: () => goTo(pane),
  })),
  {
    id: 'view.zoomIn',
    group: 'view',
    words: () => say.zoomIn,
    alias: say.zoomAlias,
    keys: ['mod+plus', 'mod+='],
    worksInDialogs: true,
    isThere: () => usePreferences.getState().zoom < 200,
    run: () => changeZoom(1),
  },
  {
    id: 'view.zoomOut',
    group: 'view',
    words: () => say.zoomOut,
    alias: say.zoomAlias,
    keys: ['mod+-'],
    worksInDialogs: true,
    isThere: () => usePreferences.getState().zoom > 100,
    run: () => changeZoom(-1),
  },
  {
    id: 'view.zoomReset',
    group: 'view',
    words: () => say.zoomReset,
    alias: say.zoomAlias,
    keys: ['mod+0'],
    worksInDialogs: true,
    isThere: () => usePreferences.getState().zoom !== 100,
    run: resetZoom,
  },
  ...(['light', 'dark', 'system'] as const).map((theme) => ({
    id: `view.theme.${theme}`,
    group: 'view' as const,
    words: () => say.themes[theme],
    alias: say.themeAlias,
    isThere: () => isReady() && queryClient.getQueryData(queries.settings.get.queryKey())?.theme !== theme,
    run: () => void setTheme(theme),
  })),
  {
    id: 'view.undo',
    group: 'view',
    words: () => say.undo,
    keys: ['mod+z'],
    isOnlyKeys: true,
    isLeftToTexts: true,
    run: () => void undoLast(),
  },
  settingsAction('settings.open', say.settings, undefined, ['mod+,']),
  settingsAction('settings.appearance', say.appearance, { kind: 'appearance' }),
  settingsAction('settings.shortcuts', say.changeShortcuts, { kind: 'shortcuts' }),
  settingsAction('settings.addProvider', say.addProvider, { kind: 'add-provider', providerKind: 'openai' }),
  settingsAction('settings.providers', say.providers, { kind: 'providers' }),
  settingsAction('settings.meaning', say.meaning, { kind: 'meaning' }),
  settingsAction('settings.tools', say.tools, { kind: 'tools' }),
  settingsAction('settings.backups', say.backups, { kind: 'backups' }),
  settingsAction('settings.troubleshooting', say.troubleshooting, { kind: 'troubleshooting' }),
  settingsAction('settings.about', say.about, { kind: 'about' }),
]

function settingsAction(id: string, name: string, aim?: SettingsAim, keys?: readonly string[]): Action {
  const run = () => open().openSettings(aim)
  return {
    id,
    group: 'settings',
    words: () => name,
    alias: words.settings,
    isThere: isReady,
    run,
    ...(keys && { keys }),
  }
}

async function setTheme(theme: Theme): Promise<void> {
  // Where it cannot be saved, nothing changes; the settings say why when it is tried there.
  const view = await rpc.settings.setTheme({ theme }).catch(() => null)
  if (view) queryClient.setQueryData(queries.settings.get.queryKey(), view)
}
