import type { Backup, LeftBehind } from '../../../shared/contract/database'
import type { words } from './words'

const reasons: Record<Backup['reason'], string> = {
  daily: 'Täglich',
  'before-migration': 'Vor einer Aktualisierung',
  asked: 'Von Ihnen',
}

const kinds: Record<LeftBehind['kind'], string> = {
  'before-restore': 'Ihre Daten, bevor eine Sicherung zurückgeholt wurde',
  broken: 'Eine Datenbank, die sich nicht mehr öffnen ließ',
  kept: 'Alles von vor dem leeren Neubeginn',
  report: 'Ein Bericht über einen Fehler',
}

export const german: typeof words = {
  loading: 'Sicherungen werden gesucht',
  tryAgain: 'Noch einmal versuchen',
  none: 'Es gibt noch keine.',
  kept: 'An jedem Tag, an dem etwas geschrieben wurde, entsteht eine, sobald Kith gerade nichts tut, und eine vor jeder Aktualisierung der Datenbank. Die letzten drei jeder Art bleiben.',
  facts: (reason, size) => `${reasons[reason]} · ${size}`,
  isDamaged: 'Teile waren schon beschädigt',
  clockWasAhead: 'gemacht, als die Uhr vorging',
  leftBehind: {
    title: 'Daneben aufbewahrt',
    what: 'Kith entfernt davon nie etwas von selbst. Entfernen Sie, was Sie nicht mehr brauchen.',
    kinds,
    remove: 'Entfernen',
    removeOne: (what, time) => `Entfernen: ${what}, ${time}`,
    removeTitle: 'Endgültig entfernen?',
    removeDetail: (what, time, size) =>
      `${what}, vom ${time} (${size}). Es wird von diesem Computer gelöscht und lässt sich nicht zurückholen. Was Kith jetzt benutzt, bleibt, wie es ist.`,
    keep: 'Behalten',
    removed: 'Es ist entfernt.',
    show: 'Im Ordner zeigen',
    showOne: (what, time) => `Im Ordner zeigen: ${what}, ${time}`,
  },
  goBack: 'Zurückgehen',
  goBackTo: (time) => `Zurück zum ${time}`,
  goBackTitle: (time) => `Zurück zum ${time}?`,
  goBackDetail:
    'Unterhaltungen, Notizen und Erinnerungen werden, wie sie damals waren. Was jetzt da ist, wird nicht gelöscht, sondern unter anderem Namen daneben aufbewahrt. Antworten, die gerade entstehen, werden angehalten.',
  goBackToDamaged:
    'Teile dieser Sicherung waren schon beschädigt, als sie gemacht wurde; einiges darin kann deshalb fehlen.',
  stay: 'Hier bleiben',
  wentBack: (time) => `Alles ist, wie es am ${time} war.`,
  backUpNow: 'Jetzt sichern',
  made: (time) => `Eine Sicherung entstand am ${time}.`,
}
