import type { words } from './words'

export const german: typeof words = {
  title: 'Profile',
  thisComputer: 'Dieser Computer',
  openIs: (name) => `Profil: ${name}`,
  manage: 'Profile …',
  detail:
    'Jedes Profil hat sein eigenes Konto, eigene Einstellungen, Schlüssel und Entwürfe. Ein Wechsel beendet, was gerade beantwortet wird; was angekommen ist, bleibt.',
  add: 'Projekt hinzufügen',
  open: 'Öffnen',
  isOpen: 'Ist geöffnet',
  here: 'Die Datenbank auf diesem Computer',
  ofThisStart: 'Aus der Umgebung dieses Starts; nirgends gespeichert',
  waiting: (count) => (count === 1 ? '1 Nachricht wartet' : `${count} Nachrichten warten`),
  edit: 'Bearbeiten',
  remove: 'Entfernen',
  removeTitle: (name) => `Das Profil ${name} entfernen?`,
  removeDetail:
    'Seine Einstellungen, Schlüssel und Entwürfe auf diesem Computer verschwinden, und Sie werden hier abgemeldet. Was im Projekt ist, bleibt dort.',
  removeWaiting: (count) =>
    count === 1
      ? '1 Nachricht, die auf das Senden wartet, ginge verloren.'
      : `${count} Nachrichten, die auf das Senden warten, gingen verloren.`,
  keep: 'Behalten',
  name: 'Name',
  nameHint: 'Steht über der Liste der Unterhaltungen und dort, wo Sie schreiben.',
  address: 'Adresse des Projekts',
  addressHint:
    'Wie in den Einstellungen des Projekts: https://….supabase.co, oder http://127.0.0.1:54321 für supabase start.',
  key: 'Veröffentlichbarer Schlüssel',
  keyHint:
    'Beginnt mit sb_publishable_, oder der anon-Schlüssel. Nie ein geheimer oder service_role-Schlüssel: die weist Kith zurück.',
  save: 'Speichern',
  saveAndOpen: 'Speichern und öffnen',
  test: 'Verbindung prüfen',
  cancel: 'Abbrechen',
  tryAgain: 'Erneut versuchen',
  needed: 'Wird gebraucht.',
  tested: {
    there: 'Es antwortet, und Kiths Tabellen sind da. Ob es die dieses Kith sind, zeigt sich nach der Anmeldung.',
    unversioned: 'Es antwortet. Seine Tabellen sind von einem älteren Kith und müssen auf den Stand von diesem kommen.',
    none: 'Es antwortet. Kiths Tabellen sind noch nicht da.',
  },
  offlineSince: (time) => `Keine Verbindung zum Projekt seit ${time}.`,
  offlineDetail: 'Sie sehen, was geladen war. Was Sie senden, wartet hier und geht von selbst hinaus.',
  offlineWaits: (count) => (count === 1 ? '1 Nachricht wartet.' : `${count} Nachrichten warten.`),
  showWaiting: 'Anzeigen',
  tryNow: 'Jetzt versuchen',
  trying: 'Wird versucht',
  update: {
    title: 'Das Projekt auf den Stand dieses Kith bringen',
    count: (count) => (count === 1 ? '1 Migration fehlt.' : `${count} Migrationen fehlen.`),
    unknown: 'Es kann nicht sagen, was es hat; was schon da ist, wird übergangen.',
    cli: 'Mit der Supabase-CLI, in einer Kopie von Kiths Quelltext',
    direct: 'Oder direkt an seiner Datenbank',
    sql: 'Oder fügen Sie dies in den SQL-Editor des Projekts ein. Es ist eine Transaktion: Alles wird ausgeführt oder nichts.',
    copy: 'Kopieren',
    copySql: 'SQL kopieren',
    saveSql: 'SQL speichern',
    after: 'Versuchen Sie es dann erneut. Sichern Sie das Projekt vorher: dort, wo es läuft, unter Database, Backups.',
  },
  leave: (name) => `Profil „${name}“ öffnen`,
  backupsElsewhere:
    'Was in einem Projekt ist, wird dort gesichert, wo es läuft: im Dashboard von Supabase unter Database, Backups, oder mit pg_dump bei einem eigenen Server. Sicherungen von hier gehören zur Datenbank auf diesem Computer und stehen in deren Profil.',
  alias: 'profil projekt supabase konto wechseln',
}
