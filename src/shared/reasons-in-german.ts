// Reasons that main and the database give as whole English sentences, in German. What others say, a provider or the
// system, stays as they said it; so does what only a program can do wrong.

const sentences: Record<string, string> = {
  'This value is nested too deep.': 'Dieser Wert ist zu tief verschachtelt.',
  'A value is longer or larger than what can be kept.': 'Ein Wert ist länger oder größer, als sich aufbewahren lässt.',
  'Another profile is open now.': 'Jetzt ist ein anderes Profil geöffnet.',
  'This is not the address of a project.': 'Das ist keine Adresse eines Projekts.',
  'Over http:// everybody on the way could read along. Use https://.':
    'Über http:// könnte jeder unterwegs mitlesen. Verwenden Sie https://.',
  'What answers there is no Supabase project.': 'Was dort antwortet, ist kein Supabase-Projekt.',
  'Messages still wait for the project at the present address. Have them sent or take them back first, or add the new address as a profile of its own.':
    'Für das Projekt an der bisherigen Adresse warten noch Nachrichten. Diese erst senden lassen oder zurückholen, oder die neue Adresse als eigenes Profil hinzufügen.',
  'This profile cannot be removed.': 'Dieses Profil lässt sich nicht entfernen.',
  'Only the owner may do this.': 'Das darf nur, wem es gehört.',
  'This thread is being answered.': 'In dieser Unterhaltung entsteht gerade eine Antwort.',
  'this thread is being answered': 'In dieser Unterhaltung entsteht gerade eine Antwort.',
  'Say in 1 to 20 words what is to be forgotten.': 'Mit 1 bis 20 Wörtern sagen, was vergessen werden soll.',
  'What would be forgotten has changed. Look at it again.':
    'Was vergessen würde, hat sich geändert. Bitte noch einmal ansehen.',
  'This preview has expired. Look again at what would be forgotten.':
    'Diese Vorschau ist abgelaufen. Bitte noch einmal ansehen, was vergessen würde.',
  'There is a later message in this thread. Only the last answer can be given again.':
    'In dieser Unterhaltung gibt es eine spätere Nachricht. Nur die letzte Antwort lässt sich neu geben.',
  'There is a later message in this thread. Only the last answer can be continued.':
    'In dieser Unterhaltung gibt es eine spätere Nachricht. Nur die letzte Antwort lässt sich fortsetzen.',
  'Only an answer that was stopped or that failed can be continued.':
    'Nur eine angehaltene oder fehlgeschlagene Antwort lässt sich fortsetzen.',
  'Only your own message can be written anew.': 'Nur die eigene Nachricht lässt sich neu schreiben.',
  'The notes are full: they hold 20,000 characters. Shorten them, then remember this.':
    'Die Notizen sind voll: Sie fassen 20.000 Zeichen. Erst kürzen, dann dies merken.',
  'There is nothing in it to remember.': 'Es ist nichts darin, was zu merken wäre.',
  'Only memories of one persona can be merged.': 'Nur Erinnerungen derselben Persona lassen sich zusammenführen.',
  'Only a memory of the same persona can be replaced.': 'Nur eine Erinnerung derselben Persona lässt sich ersetzen.',
  'A persona still uses this file as its picture. Choose another picture first.':
    'Eine Persona benutzt diese Datei noch als Bild. Erst ein anderes Bild wählen.',
  'A persona knows its own memories already.': 'Eine Persona kennt ihre eigenen Erinnerungen schon.',
  'A message still shows this file. Forget the message first.':
    'Eine Nachricht zeigt diese Datei noch. Erst die Nachricht vergessen.',
  'A message that waits to be sent shows this file. Take the message back first.':
    'Eine wartende Nachricht zeigt diese Datei. Erst die Nachricht zurückholen.',
  'A Kith file can have 96 MB.': 'Eine Kith-Datei kann 96 MB haben.',
  'It has more than 20,000 messages.': 'Sie hat mehr als 20.000 Nachrichten.',
  'A message can have 16 MB.': 'Eine Nachricht kann 16 MB haben.',
  '100 messages wait in this thread already.': 'In dieser Unterhaltung warten schon 100 Nachrichten.',
  'What arrived is not the file that was announced. Send it again.':
    'Was ankam, ist nicht die angekündigte Datei. Bitte noch einmal anhängen.',
  'This was not proposed.': 'Das wurde nicht vorgeschlagen.',
  'This was decided already.': 'Das ist schon entschieden.',
  'This has waited too long; nothing was done.': 'Das hat zu lange gewartet; nichts wurde getan.',
  'This thread remembers nothing.': 'Diese Unterhaltung merkt sich nichts.',
  'The same was changed elsewhere meanwhile.': 'Dasselbe wurde inzwischen anderswo geändert.',
  'This persona was changed meanwhile.': 'Diese Persona wurde inzwischen geändert.',
  'This memory has been changed since it was accepted.': 'Diese Erinnerung wurde geändert, seit sie angenommen wurde.',
  'This is only proposed. Accept or reject it.': 'Das ist erst vorgeschlagen. Bitte annehmen oder ablehnen.',
  'This is for its owner to decide.': 'Das entscheidet, wem es gehört.',
  'These are the notes of a persona. Write them directly.':
    'Das sind die Notizen einer Persona. Sie werden unmittelbar geschrieben.',
  'These are the notes of a persona. Empty them instead.':
    'Das sind die Notizen einer Persona. Sie lassen sich stattdessen leeren.',
  'The notes of a persona are written directly.': 'Die Notizen einer Persona werden unmittelbar geschrieben.',
  'The notes have changed meanwhile.': 'Die Notizen haben sich inzwischen geändert.',
  'The notes have been changed since. Take the line out of them yourself.':
    'Die Notizen wurden seitdem geändert. Bitte die Zeile selbst herausnehmen.',
  'The notes are not a memory to merge into.': 'In die Notizen lässt sich nichts zusammenführen.',
  'A line of the notes neither replaces a memory nor is replaced by one.':
    'Eine Zeile der Notizen ersetzt keine Erinnerung und wird durch keine ersetzt.',
  'A line of the notes is not a memory of its own, and no memory becomes one.':
    'Eine Zeile der Notizen ist keine eigene Erinnerung, und keine Erinnerung wird eine.',
  'A memory does not replace itself.': 'Eine Erinnerung ersetzt sich nicht selbst.',
  'a memory is not merged into itself': 'Eine Erinnerung lässt sich nicht mit sich selbst zusammenführen.',
  'A memory stays with its persona.': 'Eine Erinnerung bleibt bei ihrer Persona.',
  'Only the owner grants, with all personas in view.': 'Freigeben kann nur, wem alles gehört.',
  'A grant shares either one memory or one kind of memory.':
    'Eine Freigabe teilt entweder eine Erinnerung oder eine Art von Erinnerungen.',
  'At most 10,000 messages and 10,000 memories can be chosen one by one.':
    'Einzeln lassen sich höchstens 10.000 Nachrichten und 10.000 Erinnerungen wählen.',
  'metadata must be a JSON object': 'Metadaten müssen ein JSON-Objekt sein.',
  'a metadata key has 1 to 128 characters': 'Ein Schlüssel der Metadaten hat 1 bis 128 Zeichen.',
  'A metadata key needs a character one can see.': 'Ein Schlüssel der Metadaten braucht ein sichtbares Zeichen.',
  'keys that begin with "mastra." belong to the Mastra store':
    'Schlüssel, die mit „mastra.“ beginnen, gehören zum Mastra-Speicher.',
  'Nobody is signed in.': 'Niemand ist angemeldet.',

  'It does not keep calls within their bounds.': 'Sie hält Aufrufe nicht in ihren Grenzen.',
  'Here Kith may only read.': 'Hier darf Kith nur lesen.',
  'Kith has not started.': 'Kith ist noch nicht gestartet.',
  'Kith is closing.': 'Kith wird gerade geschlossen.',
  'Kith was closed.': 'Kith wurde geschlossen.',
  'It is not open.': 'Sie ist nicht offen.',
  'Its engine has stopped.': 'Sie läuft nicht mehr.',
  'The database is closing.': 'Die Datenbank wird gerade geschlossen.',
  'The database has stopped.': 'Die Datenbank läuft nicht mehr.',
  'The keychain of this computer is locked or does not answer.':
    'Der Schlüsselbund dieses Computers ist gesperrt oder antwortet nicht.',
  'It did not say what would be forgotten.': 'Sie hat nicht gesagt, was vergessen würde.',
  'Its content filter ended the answer.': 'Der Inhaltsfilter dort beendete die Antwort.',
  'It redirects without end.': 'Die Adresse leitet endlos weiter.',
  'It gave no reason.': 'Ein Grund wurde nicht genannt.',
  'The address is not an http or https address.': 'Die Adresse ist keine http- oder https-Adresse.',
  'The address must not contain a password.': 'Die Adresse darf kein Passwort enthalten.',
  'It returned a message that is not whole.': 'Sie gab eine unvollständige Nachricht zurück.',
  'A part of this file did not arrive.': 'Ein Teil dieser Datei kam nicht an.',
  'Too many files come at once.': 'Zu viele Dateien kommen auf einmal.',
  'This file is longer than it was announced.': 'Diese Datei ist länger als angekündigt.',
  'The files of one message can have 30 MB together.': 'Die Dateien einer Nachricht können zusammen 30 MB haben.',
  'There is no model to test.': 'Es gibt kein Modell zu testen.',
}

type Put = (...found: string[]) => string

const patterns: readonly (readonly [RegExp, Put])[] = [
  [/^One message can have (\d+) files\.$/, (count) => `Eine Nachricht kann ${count} Dateien haben.`],
  [
    /^This file has (.+) MB\. A file can have 10 MB\.$/,
    (size) => `Diese Datei hat ${size} MB. Eine Datei kann 10 MB haben.`,
  ],
  [
    /^The name of this file has (.+) characters\. It can have 255\.$/,
    (count) => `Der Name dieser Datei hat ${count} Zeichen. Er kann 255 haben.`,
  ],
  [
    /^This file has not arrived: (.+) of (.+) parts are there\.$/,
    (here, all) => `Diese Datei ist noch nicht angekommen: ${here} von ${all} Teilen sind da.`,
  ],
  [/^It could not be opened: (.*)$/, (reason) => `Sie ließ sich nicht öffnen: ${reason}`],
  [/^What was written could not be put away: (.*)$/, (reason) => `Geschriebenes ließ sich nicht ablegen: ${reason}`],
]

/** A reason as it reads in German, or as it came. */
export function reasonInGerman(reason: string): string {
  const known = sentences[reason]
  if (known !== undefined) return known
  for (const [pattern, put] of patterns) {
    const found = pattern.exec(reason)
    if (found) return put(...found.slice(1))
  }
  return reason
}
