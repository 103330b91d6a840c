import type { words } from './words'

export const german: typeof words = {
  title: 'Bericht',
  close: 'Bericht schließen',
  what: 'Für alle, die Ihnen helfen. Darin steht, welches Kith das ist, worauf es läuft und was zuletzt fehlschlug. Nichts, was Sie oder Kith geschrieben haben, steht darin, kein Name, keine Adresse und kein Schlüssel. Lesen Sie ihn, bevor Sie ihn weitergeben.',
  text: 'Text des Berichts',
  loading: 'Der Bericht wird zusammengestellt',
  tryAgain: 'Noch einmal versuchen',
  copy: 'Kopieren',
  save: 'Speichern',
  saved: (path) => `Der Bericht liegt in ${path}.`,
  showFolder: 'Ordner der Protokolle zeigen',
  action: 'Bericht für Hilfe ansehen',
  actionAlias: 'bericht kopieren diagnose fehler protokoll log unterstützung hilfe fehlerbehebung',

  report: 'Bericht',
  reportDetail: 'Was jemand wissen muss, der hilft. Sie sehen ihn, bevor Sie ihn weitergeben.',
  open: 'Bericht ansehen',
  log: 'Protokoll',
  logDetail:
    'Kith schreibt auf, wann es startet, was fehlschlägt und wo in seinem Code, nur auf diesem Computer. Nichts, was Sie oder Kith geschrieben haben, steht darin. Die ältesten Zeilen verschwinden von selbst.',
  size: (bytes) => `Es belegt ${bytes}.`,
  delete: 'Protokolle löschen',
  deleteTitle: 'Löschen, was aufgeschrieben wurde?',
  deleteDetail:
    'Ein Bericht sagt dann nichts mehr über frühere Fehler. Unterhaltungen und Gedächtnis bleiben unberührt.',
  deleteKeep: 'Behalten',
  deleted: 'Die Protokolle sind gelöscht.',
}
