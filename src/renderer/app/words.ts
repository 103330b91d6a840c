export const words = {
  panes: 'Personas and threads',
  hideSidebar: 'Hide personas and threads',
  showSidebar: 'Personas and threads',
  onThisComputer: 'On this computer',
  settings: 'Settings',
  notifications: 'Notifications',
  windowBroken: {
    title: 'This window could not be shown',
    detail: 'Something in it failed. What you wrote is kept, sent or not. Reload the window to go on.',
  },
  settingsBroken: {
    title: 'The settings could not be shown',
    detail: 'What you saved in them is kept. Reload the window to try again, or close them and go on.',
  },
  reload: 'Reload',
}
