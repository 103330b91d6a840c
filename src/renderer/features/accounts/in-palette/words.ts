// What the palette finds of accounts, apart from their other words: those are read when they are asked for.
export const words = {
  account: 'Open your account',
  accountAlias: 'profile name email password sign in user',
  signOut: 'Sign out',
  signOutAlias: 'log out logout leave session',
  switch: 'Switch to another account',
  switchAlias: 'change user local account person',
}
