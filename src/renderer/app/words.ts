export const words = {
  panes: 'Personas and threads',
  hideSidebar: 'Hide personas and threads',
  showSidebar: 'Personas and threads',
  onThisComputer: 'On this computer',
  settings: 'Settings',
  notifications: 'Notifications',
}
