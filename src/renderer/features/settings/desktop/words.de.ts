import { locale } from '../../../lib/language'
import type { words } from './words'

export const german: typeof words = {
  title: 'Desktop',
  ways: { on: 'An', off: 'Aus' },

  tray: 'Infobereich',
  trayHints: {
    macos: 'In der Menüleiste: neue Unterhaltung, kleines Fenster und wie viele Antworten gerade entstehen.',
    windows: 'Neben der Uhr: neue Unterhaltung, kleines Fenster und wie viele Antworten gerade entstehen.',
    linux:
      'In der Leiste: neue Unterhaltung, kleines Fenster und wie viele Antworten gerade entstehen. Manche Desktops zeigen ihn nur mit einer Erweiterung.',
  },
  closing: 'Letztes Fenster',
  closings: { ends: 'Beendet Kith', stays: 'Lässt Kith im Infobereich' },
  closingHint:
    'Was geschieht, wenn es geschlossen wird. Eine entstehende Antwort wird auf jeden Fall zu Ende geschrieben.',

  quick: 'Kleines Fenster',
  quickHint:
    'Ein kleines Fenster für eine Frage, über allem, was Sie gerade tun. Esc legt es weg, und was darin geschrieben wurde, bleibt. Die Zwischenablage wird dort angeboten und erst dann gelesen.',
  quickWayland:
    'Unter Wayland entscheidet der Desktop über diese Tasten; er fragt vielleicht nach oder vergibt andere.',
  quickKeys: 'Seine Tasten',
  changeKeys: 'Ändern',
  recordKeys: 'Neue Tasten drücken',
  recordingKeys: 'Neue Tasten für das kleine Fenster',
  cancel: 'Abbrechen',
  needsModifier: (keys) => `${keys} würde allen Programmen fehlen. Bitte zusammen mit Strg, Alt oder Befehl.`,
  keysGiven: (keys) => `Das kleine Fenster hat jetzt ${keys}.`,
  taken: (keys) => `${keys} ist nicht zu bekommen`,
  takenHints: {
    macos:
      'Ein anderes Programm oder das System hat sie. Hier andere wählen oder sie in den Systemeinstellungen unter Tastatur freigeben.',
    windows:
      'Ein anderes Programm hat sie. Hier andere wählen oder jenes Programm beenden und das kleine Fenster aus- und wieder einschalten.',
    linux:
      'Ein anderes Programm oder der Desktop hat sie. Hier andere wählen oder sie in den Einstellungen des Desktops freigeben.',
  },
  openQuick: 'Öffnen',
  quickInBrowser: 'Im Browser ist es ein kleines Browserfenster ohne eigene Tasten.',

  notes: 'Mitteilungen',
  notesHint:
    'Von einer Antwort, die länger als 30 Sekunden brauchte, während kein Fenster von Kith vorne ist. Auch von einer gescheiterten und von einer, die auf Ihr Wort wartet.',
  notesUnsupported: 'Dieser Desktop zeigt keine Mitteilungen.',
  notesWithWords: 'Sie sagen',
  noteWords: { who: 'Wer geantwortet hat', words: 'Auch, wie die Antwort beginnt' },
  noteWordsHint: 'Wer den Bildschirm sieht, sieht sie, vielleicht auch, während er gesperrt ist.',
  allow: 'Dem Browser erlauben, sie zu zeigen',
  allowHint: 'Der Browser wurde noch nicht gefragt, ob Kith das darf.',
  denied: 'Der Browser zeigt keine von Kith. In seinen Einstellungen für diese Seite lässt sich das wieder erlauben.',

  login: 'Bei der Anmeldung',
  logins: { on: 'Öffnet Kith', off: 'Geschieht nichts' },
  loginHint: 'Mit dem Infobereich öffnet es sich dort und ohne Fenster.',
  loginFromSource:
    'Kith läuft hier aus seinem Quelltext. Ein installiertes Kith lässt sich bei der Anmeldung am Computer öffnen.',
  loginToApprove: 'macOS wartet auf Ihre Erlaubnis: Systemeinstellungen, Allgemein, Anmeldeobjekte.',
  loginFailed: 'Das ließ sich nicht einstellen',
  loginFailedDetail: (reason) => `Das System sagte: ${reason}`,

  spelling: 'Rechtschreibung',
  spellings: { on: 'Wird geprüft', off: 'Wird nicht geprüft' },
  spellingOfSystem: 'macOS prüft sie, in den Sprachen seiner eigenen Einstellungen. Nichts verlässt diesen Computer.',
  spellingHint:
    'Nichts Geschriebenes verlässt diesen Computer. Wörterbücher werden aber von Google geholt (redirector.gvt1.com), je Sprache einmal; bis Sie das einschalten, keines.',
  spellingIn: 'Sprachen',
  addLanguage: 'Sprache hinzufügen',
  searchLanguages: 'Sprachen durchsuchen',
  noLanguage: 'Keine Sprache mit diesem Namen',
  removeLanguage: (name) => `${name} wegnehmen`,
  noLanguages: 'Keine ist gewählt, also wird nichts geprüft.',
  spellingFailed: (names) => `Das Wörterbuch war nicht zu holen: ${new Intl.ListFormat(locale).format(names)}`,
  spellingFailedDetail:
    'Besteht eine Verbindung? Beim nächsten Start wird es noch einmal versucht, oder wenn Sie die Sprache wegnehmen und hinzufügen.',

  inBrowser: 'Nur in der App',
  inBrowserDetail:
    'Hier zeigt ein Browser Kith. Infobereich, überall gültige Tasten, Öffnen bei der Anmeldung und Menüs des Systems gibt es in der Desktop-App; die Rechtschreibung prüft der Browser.',
}
