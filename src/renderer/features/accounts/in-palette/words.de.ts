import type { words } from './words'

export const german: typeof words = {
  account: 'Das eigene Konto öffnen',
  accountAlias: 'Profil Name E-Mail Passwort anmelden Benutzer',
  signOut: 'Abmelden',
  signOutAlias: 'ausloggen Sitzung verlassen',
  switch: 'Zu einem anderen Konto wechseln',
  switchAlias: 'Benutzer wechseln lokales Konto Person',
}
