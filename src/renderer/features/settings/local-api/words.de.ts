import { number } from '../../../lib/numbers'
import type { words } from './words'

export const german: typeof words = {
  title: 'Lokale API',
  what: 'Programme auf diesem Computer können Kith über HTTP fragen: Unterhaltungen und Erinnerungen lesen, suchen und mit den Personas sprechen. Kein anderer Computer kann es erreichen, und wer sonst diesen hier benutzt, kann ohne Schlüssel nichts tun. Jedes Programm darf nur, was sein Schlüssel erlaubt.',
  ways: { off: 'Aus', on: 'An' },
  isOn: 'Antwortet Programmen',
  onHint: 'Nur von diesem Computer aus, unter der Adresse unten.',
  offHint: 'Kein Port ist offen.',
  turnedOn: (address) => `Kith antwortet unter ${address}.`,
  turnedOff: 'Kith antwortet keinen Programmen mehr.',
  tryAgain: 'Noch einmal versuchen',
  reading: 'Liest den Stand',

  port: 'Anschluss (Port)',
  portHint: 'Zwischen 1024 und 65535; 8787, wenn nichts anderes gewählt ist.',
  portWrong: 'Eine Zahl zwischen 1024 und 65535 eingeben.',
  move: 'Diesen Port verwenden',
  moved: (port) => `Der Port ist jetzt ${port}.`,
  taken: (port) => `Ein anderes Programm hat Port ${port}`,
  takenDetail:
    'Solange es keinen Port gibt, wird nichts beantwortet. Einen freien nehmen, oder jenes Programm beenden und noch einmal versuchen.',
  refused: (port) => `Port ${port} kann nicht verwendet werden`,
  freePort: 'Einen freien Port nehmen',

  address: 'Adresse',
  copyAddress: 'Adresse kopieren',
  docs: 'Lesen, was sie beantwortet',
  notOn: 'Solange sie aus ist, gibt es keine.',

  keys: 'Schlüssel',
  keysHint:
    'Für eigene Programme. Ein Schlüssel gilt, solange Sie hier angemeldet sind, und nicht länger. Kith bewahrt nur einen Fingerabdruck von ihm auf.',
  noKeys: 'Es gibt noch keinen Schlüssel.',
  newKey: 'Schlüssel erstellen',
  keyName: 'Bezeichnung',
  keyNameHint: 'Wofür er ist, zum Beispiel „Sicherungsskript“.',
  nameEmpty: 'Eingeben, wofür er ist.',
  persona: 'Darf sehen',
  all: 'Alles',
  noPersona: 'Nur, was keine Persona hat',
  may: 'Darf',
  rights: { read: 'Lesen', write: 'Lesen und schreiben' },
  rightsHint: {
    read: 'Listet auf, liest und sucht, und ändert nichts.',
    write: 'Spricht auch mit den Personas, legt Unterhaltungen an und merkt sich Dinge, wie Sie es könnten.',
  },
  expires: 'Gilt',
  periods: { week: '7 Tage', month: '30 Tage', year: 'Ein Jahr', ever: 'Bis zum Widerruf' },
  make: 'Schlüssel erstellen',
  cancel: 'Abbrechen',
  made: (name) => `Der Schlüssel „${name}“ ist erstellt`,
  madeDetail: 'Jetzt kopieren: Er wird nur dieses eine Mal gezeigt, und niemand kann ihn noch einmal lesen.',
  copyKey: 'Schlüssel kopieren',
  done: 'Er ist kopiert',
  sees: (personas, name) =>
    personas.kind === 'all'
      ? 'alles'
      : personas.personaId === null
        ? 'nur, was keine Persona hat'
        : (name ?? 'eine Persona, die fort ist'),
  fact: (sees, mayWrite) => `Sieht ${sees}, ${mayWrite ? 'liest und schreibt' : 'liest nur'}`,
  until: (day) => `gilt bis ${day}`,
  isOver: 'ist abgelaufen',
  used: (when) => `zuletzt verwendet ${when}`,
  neverUsed: 'nie verwendet',
  revoke: 'Widerrufen',
  revokeTitle: (name) => `Den Schlüssel „${name}“ widerrufen?`,
  revokeDetail:
    'Programme, die ihn verwenden, werden ab jetzt abgewiesen, und was sie gerade lesen, endet. Er kann nicht noch einmal vergeben werden.',
  keep: 'Behalten',
  revoked: (name) => `Der Schlüssel „${name}“ ist widerrufen.`,

  token: 'Eigenes Token',
  tokenHint: (minutes) =>
    `Es darf alles, was Sie dürfen, noch ${minutes} lang. Nur dem geben, das auch an diesem Fenster sitzen dürfte.`,
  tokenWhat: 'Ein Zugangstoken dieser Sitzung, um in einem Terminal etwas auszuprobieren.',
  copyToken: 'Token kopieren',
  copied: 'Kopiert',
  couldNotCopy: 'Konnte nicht kopiert werden',
  minutes: (count) => (count === 1 ? '1 Minute' : `${number(count)} Minuten`),

  origins: 'Webseiten',
  originsHint:
    'Seiten dürfen nicht fragen, außer ihr Ursprung steht hier: einer in jeder Zeile, zum Beispiel http://localhost:3000.',
  originWrong: (line) =>
    `„${line}“ ist kein Ursprung. Das ist http:// oder https://, ein Rechner und vielleicht ein Port.`,
  saveOrigins: 'Speichern',
  savedOrigins: 'Die Ursprünge sind gespeichert.',

  accesses: 'Zugriffe',
  accessesHint: 'Die letzten 1.000 Anfragen, ohne das Gefragte und das Geantwortete.',
  noAccesses: 'Noch hat niemand etwas gefragt.',
  showAccesses: (count) => (count === 1 ? '1 Anfrage' : `${number(count)} Anfragen`),
  clear: 'Liste leeren',
  cleared: 'Die Liste ist leer.',
  refresh: 'Neu lesen',
  more: (count) => `${number(count)} weitere zeigen`,
  columns: { time: 'Zeit', who: 'Wer', what: 'Was', status: 'Ergebnis', took: 'Dauer' },
  you: 'Sie',
  nobody: 'Nicht erkannt',
  account: 'Ein anderes Konto',
  took: ({ took }) => `${number(took)} ms`,
}
