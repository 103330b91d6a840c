import { number } from '../../lib/numbers'
import type { words } from './words'

export const german: typeof words = {
  connecting: 'Verbindet',
  opening: {
    database: 'Die Datenbank wird geöffnet',
    restoring: 'Die Sicherung wird zurückgeholt',
    'backing-up': 'Vor der Aktualisierung entsteht eine Sicherung',
    migrating: 'Die Datenbank wird aktualisiert. Das kann einige Minuten dauern.',
    account: 'Ihr Konto wird geöffnet',
  },
  failedFallback: 'Kith konnte nicht starten',
  tryAgain: 'Noch einmal versuchen',
  goBackTo: (time) => `Zurück zum ${time}`,
  showBackups: 'Sicherung wählen',
  keepOldVersion: 'Alte Fassung behalten',
  startClean: 'Daneben leer beginnen',
  startCleanTitle: 'Mit einem leeren Kith beginnen?',
  startCleanDetail:
    'Alles, was jetzt hier ist, auch die Sicherungen, zieht in einen eigenen Ordner daneben um. Nichts wird gelöscht.',
  startCleanKeep: 'Jetzt nicht',
  startCleanAct: 'Leer beginnen',
  showFolder: 'Datenordner öffnen',
  folderIs: (folder) => `Ihre Daten liegen in ${folder}.`,
  seeReport: 'Bericht ansehen',
  startFailed: {
    title: 'Die Datenbank ließ sich nicht öffnen',
    detail: (reason) => `${reason} Nichts wurde geändert und nichts gelöscht.`,
  },
  accounts: {
    title: 'Wessen Kith ist das?',
    titleOfOne: 'Dieses Konto hat ein Passwort',
    nameless: 'Ohne Namen',
    lastUsed: (time) => `Zuletzt benutzt am ${time}`,
    neverUsed: 'Noch nicht benutzt',
    password: 'Passwort',
    refused: 'Dieses Passwort stimmt nicht.',
    open: 'Öffnen',
    remembered: 'Kith öffnet ab jetzt das Konto, das Sie wählen.',
  },
  readOnly: {
    title: 'Das sind Ihre Daten, wie sie vor der Aktualisierung waren',
    detail: 'Die Aktualisierung ist fehlgeschlagen; deshalb lässt sich alles lesen und nichts ändern.',
    tryAgain: 'Aktualisierung noch einmal versuchen',
  },
  retryFailed: 'Kith antwortet nicht. Dieses Fenster schließen und Kith neu starten.',
  reconnecting: 'Verbindet neu. Was Sie schreiben, bleibt hier.',
  hostGone: {
    title: 'Kith läuft nicht mehr',
    detail:
      'Kith neu starten und den Link öffnen, den es ausgibt. Was Sie nicht gesendet haben, bleibt in diesem Browser erhalten.',
  },
  signedOut: {
    title: 'Kith kennt diese Seite nicht mehr',
    detail:
      'Kith wurde neu gestartet, oder dieser Browser hat vergessen, womit er eingelassen wurde. Den Link öffnen, den Kith in seinem Terminal ausgegeben hat; die Eingabetaste dort gibt einen neuen aus. Was Sie nicht gesendet haben, bleibt in diesem Browser erhalten.',
  },
  databaseRestarting: 'Die Datenbank wird wieder geöffnet. Was Sie schreiben, bleibt hier.',
  putAway: 'Hinweis schließen',
  update: {
    available: (version) => `Kith ${version} ist da.`,
    downloaded: (version) => `Kith ${version} liegt zum Installieren bereit.`,
    open: 'Zu den Möglichkeiten',
  },
  openBackups: 'Sicherungen öffnen',
  notices: {
    backupFailed: (since, reason) =>
      `Die tägliche Sicherung war nicht möglich (zuerst am ${since}). ${reason} Kith versucht es jede Stunde wieder; was Sie schreiben, wird trotzdem gespeichert.`,
    backupDamaged: (madeAt) =>
      `Die Sicherung vom ${madeAt} fand beschädigte Teile in Ihrer Datenbank. Gute Sicherungen von vorher bleiben: Kopieren Sie sie auf einen anderen Datenträger und gehen Sie zur neuesten davon zurück.`,
    settingsUnreadable: (keptAs) =>
      `Die Einstellungen waren nicht zu lesen, deshalb begann Kith mit neuen. Die alte Datei liegt als ${keptAs} bereit.`,
    profilesUnreadable: (keptAs: string) =>
      `Die Liste der Profile ließ sich nicht lesen, deshalb steht darin nur die Datenbank auf diesem Computer. Die alte Datei liegt als ${keptAs} daneben.`,
    pricesUnreadable: (path, reason) =>
      `${path} ist nicht zu lesen, deshalb gelten Ihre eigenen Preise nicht. Die Datei bleibt, wie sie ist. ${reason}`,
    vaultIsAFile: (path) =>
      `Hier gibt es keinen Schlüsselbund, deshalb liegen Schlüssel in einer Datei, die nur Ihr Konto auf diesem Computer lesen kann: ${path}`,
    networkDrive: (drive, folder) =>
      `${folder} liegt auf einem Netzlaufwerk (${drive}). Eine verlorene Verbindung kann dort eine Datenbank beschädigen; ein Ordner auf diesem Computer ist sicherer.`,
    noSandbox:
      'Kith läuft ohne die Sandbox, in der seine Seiten laufen sollten (--no-sandbox). Ein AppImage wird so gestartet, wenn dieses Linux verbietet, was die Sandbox braucht; das .deb-Paket bringt das mit.',
    endedBadly: 'Kith wurde zuletzt nicht ordentlich beendet. Was gespeichert war, ist da.',
    runsInterrupted: (count) =>
      count === 1
        ? 'Kith wurde während einer Antwort geschlossen. Was ankam, steht in der Unterhaltung.'
        : `Kith wurde geschlossen, während ${number(count)} Antworten entstanden. Was ankam, steht in ihren Unterhaltungen.`,
  },
}
