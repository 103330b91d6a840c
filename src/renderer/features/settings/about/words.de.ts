import type { words } from './words'

export const german: typeof words = {
  updates: 'Aktualisierung',
  elsewhere: {
    source:
      'Dieses Kith läuft aus seinem Quelltext und aktualisiert sich nicht selbst. Eine neue Version kommt mit git pull; das nächste npm start baut sie.',
    'by-hand':
      'Dieses Kith aktualisiert sich nicht selbst. Eine neue Version an seine Stelle setzen; Ihre Daten bleiben.',
  },
  notAsked: 'Seit dem Start hat niemand nach einer neueren Version gefragt.',
  current: (time) => `Das ist die neueste Version, Stand ${time}.`,
  checking: 'Nach einer neueren Version wird gefragt.',
  available: (version) => `Kith ${version} ist da.`,
  downloading: (version, percent) => `Kith ${version} wird geholt: ${percent} %.`,
  downloaded: (version) => `Kith ${version} liegt bereit. Installiert wird es, wenn Sie Kith beenden, oder jetzt.`,
  waiting: (version) => `Kith ${version} wird installiert, sobald keine Antwort mehr entsteht.`,
  progress: 'Die neue Version wird geholt',
  checkNow: 'Jetzt fragen',
  download: 'Holen',
  install: 'Installieren und neu starten',
  postpone: 'Nicht jetzt',
  tryAgain: 'Noch einmal versuchen',
  look: 'Nachsehen',
  looking: { daily: 'Einmal am Tag', asked: 'Nur auf Wunsch' },
  lookHint: 'Kith fragt dort, wo es veröffentlicht wurde. Mitgeteilt wird die Art dieses Computers, über Sie nichts.',
  channel: 'Welche',
  channels: { stable: 'Fertige Versionen', beta: 'Auch solche zum Ausprobieren' },
  channelHints: {
    stable: 'Was für alle veröffentlicht ist.',
    beta: 'Früher, und mit Fehlern, die noch niemand gefunden hat. Vor jeder Änderung der Datenbank entsteht eine Sicherung.',
  },
}
