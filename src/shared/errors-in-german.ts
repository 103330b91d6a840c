// What a person reads in German when something fails: errors-in-words.ts, sentence by sentence.
import { accountErrorInGerman } from './account-errors-in-german'
import { isAccountFailure } from './account-errors-in-words'
import type { ErrorDataOf, Failure } from './errors'
import type { ErrorInWords } from './errors-in-words'
import { reasonInGerman } from './reasons-in-german'

const saved = 'Ihre Nachricht ist gespeichert.'

/** Puts a failure into German words. */
export function errorInGerman(failure: Failure): ErrorInWords {
  if (isAccountFailure(failure)) return accountErrorInGerman(failure)
  const { code, data } = failure
  switch (code) {
    case 'DATABASE_FAILED':
      return {
        title: 'Die Datenbank antwortet nicht',
        detail: `Was Sie geschrieben haben, bleibt im Feld. ${reasonInGerman(data.reason)}`,
      }
    case 'DATABASE_BUSY':
      return {
        title: 'Ein anderes Kith benutzt diesen Datenordner',
        detail: `${data.pid === null ? 'Es' : `Prozess ${data.pid}`} hat ${data.folder} offen. Schließen Sie es oder starten Sie dieses mit KITH_DATA auf einen anderen Ordner.`,
      }
    case 'DATABASE_NEWER':
      return {
        title: 'Diese Daten stammen von einem neueren Kith',
        detail: `Sie haben den Stand ${data.version}, den dieses Kith nicht kennt. Nichts wurde geändert. Kith aktualisieren, dann neu starten.`,
      }
    case 'DATABASE_DAMAGED':
      return {
        title: 'Die Datenbank ist beschädigt',
        detail: `${reasonInGerman(data.reason)} Nichts wurde gelöscht: Sie liegt noch in ${data.folder}. ${
          data.backup
            ? `Die neueste gute Sicherung ist vom ${inWords(data.backup.madeAt)}; was danach geschrieben wurde, würde fehlen.`
            : 'Es gibt keine Sicherung.'
        }`,
      }
    case 'DISK_FULL':
      return {
        title: 'Der Datenträger ist voll',
        detail: `Für ${data.folder} ist kein Platz. Was gespeichert wurde, ist sicher. Platz schaffen, dann noch einmal versuchen.`,
      }
    case 'FOLDER_NOT_WRITABLE':
      return {
        title: 'Kith kann nicht in seinen Datenordner schreiben',
        detail: `${data.folder}: ${reasonInGerman(data.reason)} Geben Sie Ihrem Konto das Recht, dort zu schreiben, oder starten Sie Kith mit KITH_DATA auf einen anderen Ordner.`,
      }
    case 'BACKUP_FAILED':
      return {
        title: 'Die Sicherung war nicht möglich',
        detail: `Ihre Daten sind, wie sie waren. ${reasonInGerman(data.reason)}`,
      }
    case 'BACKUP_UNUSABLE':
      return {
        title: 'Diese Sicherung lässt sich nicht zurückholen',
        detail: `Ihre Daten sind, wie sie waren. ${data.file}: ${reasonInGerman(data.reason)}`,
      }
    case 'MIGRATION_FAILED':
      return {
        title: 'Kith konnte seine Datenbank nicht aktualisieren',
        detail: `Nichts wurde geändert. ${data.file}, Anweisung ${data.statement}: ${reasonInGerman(data.reason)}`,
      }
    case 'NOT_SIGNED_IN':
      return {
        title: 'Kein Konto ist offen',
        detail: 'Kith konnte sich nicht an seiner Datenbank anmelden. Bitte neu starten.',
      }
    case 'ACCOUNT_UNCLEAR':
      return {
        title: 'Wessen Kith ist das?',
        detail: data.isRefused ? 'Dieses Passwort stimmt nicht.' : 'Bitte Ihr Konto wählen. Kith merkt es sich.',
      }
    case 'NOT_ALLOWED':
      return { title: 'Das ist nicht erlaubt', detail: reasonInGerman(data.reason) }
    case 'CONFLICT':
      return { title: 'Das war nicht möglich', detail: reasonInGerman(data.reason) }
    case 'NOT_FOUND':
      return {
        title: `${kinds[data.kind]} gibt es hier nicht mehr`,
        detail: 'Vielleicht wurde es in einem anderen Fenster gelöscht.',
      }
    case 'INVALID':
      return { title: 'Das wurde nicht angenommen', detail: reasonInGerman(data.reason) }
    case 'MESSAGE_TOO_LONG':
      return {
        title: 'Diese Nachricht ist zu lang',
        detail: `Sie hat ${number(data.length)} Zeichen; eine Nachricht kann ${number(data.limit)} haben. Nichts wurde gesendet. Kürzen oder in Teilen senden.`,
      }
    case 'QUESTION_TOO_LARGE':
      return {
        title: `Diese Nachricht ist mehr, als ${data.model} auf einmal nimmt`,
        detail: `Sie hat etwa ${number(data.tokens)} Tokens, und Platz ist für ${number(data.room)}. ${saved} Nichts ging an das Modell. Eines wählen, das mehr nimmt, oder in Teilen senden.`,
      }
    case 'FILE_REFUSED':
      return { title: `${data.name} lässt sich nicht anhängen`, detail: whyRefused[data.why] }
    case 'THREAD_FILE_REFUSED':
      return { title: `${data.name} lässt sich nicht öffnen`, detail: whyNotOpened[data.why] }
    case 'THREAD_NOT_SAVED':
      return {
        title: 'Die Unterhaltung wurde nicht gespeichert',
        detail: `In Kith bleibt sie, wie sie ist. ${reasonInGerman(data.reason)}`,
      }
    case 'RUN_IN_PROGRESS':
      return {
        title: 'In dieser Unterhaltung entsteht gerade eine Antwort',
        detail: 'Auf die Antwort warten oder sie anhalten, dann noch einmal senden.',
      }
    case 'SETTINGS_NOT_SAVED':
      return { title: 'Die Einstellungen ließen sich nicht speichern', detail: reasonInGerman(data.reason) }
    case 'PROVIDER_KEY_MISSING':
      return {
        title: `${data.provider} braucht einen Schlüssel`,
        detail: `${saved} Nichts ging an ${data.provider}.`,
      }
    case 'PROVIDER_KEY_REJECTED':
      return {
        title: `${data.provider} nahm den Schlüssel nicht an`,
        detail: `Vielleicht wurde er widerrufen oder ist vertippt. ${savedForFree}`,
        origin: origin(data),
      }
    case 'PROVIDER_FORBIDDEN':
      return {
        title: `${data.provider} erlaubt das nicht`,
        detail: `Der Schlüssel ist gut, gilt aber nicht für dieses Modell oder diese Region. ${savedForFree}`,
        origin: origin(data),
      }
    case 'PROVIDER_MODEL_UNKNOWN':
      return {
        title: `${data.provider} kennt das Modell ${data.model} nicht`,
        detail: `Vielleicht heißt es anders, oder die Adresse gehört zu einer anderen Art. ${saved}`,
        origin: origin(data),
      }
    case 'PROVIDER_RATE_LIMITED':
      return {
        title: data.noCredit
          ? `Bei ${data.provider} ist kein Guthaben mehr`
          : data.retryAfterSeconds === null
            ? `${data.provider} bittet zu warten`
            : `${data.provider} bittet, ${data.retryAfterSeconds} Sekunden zu warten`,
        detail: `${data.noCredit ? 'Dort aufladen oder ein anderes Modell wählen.' : 'Zu viele Anfragen oder kein Guthaben mehr.'} ${saved}`,
        origin: origin(data),
      }
    case 'PROVIDER_REFUSED':
      return {
        title: `${data.provider} lehnte die Anfrage ab`,
        detail: `${reasonInGerman(data.reason)} ${saved}`,
        origin: origin(data),
      }
    case 'IMAGES_NOT_TAKEN':
      return {
        title: `${data.model} nimmt diese Bilder nicht`,
        detail: `${data.provider} sagt: ${reasonInGerman(data.reason)} ${saved} Ohne die Bilder antworten lassen oder ein anderes Modell wählen und noch einmal versuchen.`,
        origin: origin(data),
      }
    case 'PROVIDER_FAILED':
      return {
        title: `${data.provider} hat selbst eine Störung`,
        detail: `Das liegt auf der anderen Seite. ${saved} Gleich noch einmal versuchen.`,
        origin: origin(data),
      }
    case 'PROVIDER_UNREACHABLE':
      return {
        title: `Keine Verbindung zu ${data.provider}${data.host ? ` unter ${data.host}` : ''}`,
        detail: `${isLoopback(data.host) ? 'Läuft das Programm?' : 'Ist dieser Computer online?'} ${saved}`,
        origin: data.reason,
      }
    case 'PROVIDER_TIMEOUT':
      return {
        title: `${data.provider} antwortete nicht`,
        detail: `Kith hat ${data.seconds} Sekunden gewartet. ${saved} Was ankam, bleibt erhalten.`,
        origin: origin(data),
      }
    case 'STREAM_BROKEN':
      return { title: 'Die Antwort brach ab', detail: 'Was ankam, bleibt erhalten.', origin: origin(data) }
    case 'STREAM_GARBLED':
      return {
        title: `${data.provider} sendete etwas, das keine Antwort ist`,
        detail: 'Was vorher ankam, bleibt erhalten.',
        origin: origin(data),
      }
    case 'RUN_INTERRUPTED':
      return {
        title: 'Kith wurde geschlossen, während die Antwort entstand',
        detail: 'Was ankam, bleibt erhalten.',
      }
    case 'ANSWER_NOT_STORED':
      return {
        title: 'Die Antwort ließ sich nicht speichern',
        detail: `Sie steht auf dem Bildschirm; kopieren Sie, was Sie behalten möchten, bevor Sie sie schließen. ${reasonInGerman(data.reason)}`,
      }
    case 'UPDATE_FAILED':
      return { ...whyNotUpdated[data.why], ...(data.why === 'other' && { origin: data.reason }) }
    case 'DATABASE_UNREACHABLE':
      return {
        title: 'Das Projekt ist nicht erreichbar',
        detail: 'Was Sie geschrieben haben, bleibt im Feld. Kith versucht es weiter.',
        origin: `${data.url}: ${reasonInGerman(data.reason)}`,
      }
    case 'SCHEMA_OUTDATED':
      return data.isEmpty
        ? {
            title: 'Dieses Projekt ist noch nicht für Kith eingerichtet',
            detail: `In ${data.url} fehlen Kiths Tabellen.`,
          }
        : {
            title: 'Die Datenbank dieses Projekts ist älter als dieses Kith',
            detail: `${data.missing?.length === 1 ? 'Eine Migration fehlt' : data.missing ? `${data.missing.length} Migrationen fehlen` : 'Einige Migrationen fehlen'} in ${data.url}. Nichts wurde geändert.`,
          }
    case 'KEY_REFUSED':
      return data.why === 'secret'
        ? {
            title: 'Dieser Schlüssel öffnet alles',
            detail:
              'Kith nimmt keinen geheimen Schlüssel und keinen service_role-Schlüssel: Wer ihn hat, liest und ändert, was allen gehört. Verwenden Sie den veröffentlichbaren Schlüssel (oder den anon-Schlüssel), und ersetzen Sie diesen, falls er irgendwo zu sehen war.',
          }
        : {
            title: 'Das Projekt kennt diesen Schlüssel nicht',
            detail: 'Kopieren Sie ihn noch einmal aus den Einstellungen des Projekts, API-Schlüssel.',
          }
    case 'NOT_IN_THIS_PROFILE':
      return {
        title: 'Nicht in diesem Profil',
        detail:
          'Sicherungen eines Projekts entstehen dort, wo es läuft; die hier gehören zur Datenbank auf diesem Computer.',
      }
  }
}

/** The detail of an error where there is neither a message nor an answer. */
export function germanWithoutMessage(detail: string): string {
  return detail
    .replace(savedForFree, 'Es kostet nichts.')
    .replace(/\s*Ihre Nachricht ist gespeichert\./, '')
    .replace(/\s*Was (vorher )?ankam, bleibt erhalten\./, '')
    .trim()
}

const savedForFree = 'Ihre Nachricht ist gespeichert, und es kostet nichts.'

const kinds: Record<ErrorDataOf<'NOT_FOUND'>['kind'], string> = {
  thread: 'Diese Unterhaltung',
  message: 'Diese Nachricht',
  persona: 'Diese Persona',
  memory: 'Diese Erinnerung',
  run: 'Diesen Lauf',
  file: 'Diese Datei',
  provider: 'Diesen Anbieter',
  server: 'Diesen Server',
  profile: 'Dieses Profil',
  tool: 'Dieses Werkzeug',
}

const whyNotUpdated: Record<ErrorDataOf<'UPDATE_FAILED'>['why'], { title: string; detail: string }> = {
  unreachable: {
    title: 'Neue Versionen sind nicht zu erreichen',
    detail: 'Kith läuft weiter wie bisher. Die Verbindung dieses Computers prüfen, dann noch einmal versuchen.',
  },
  unpublished: {
    title: 'Dort ist keine Version veröffentlicht',
    detail: 'Kith läuft weiter wie bisher. Vielleicht wird gerade eine veröffentlicht; später noch einmal versuchen.',
  },
  untrusted: {
    title: 'Die Aktualisierung ist nicht, was veröffentlicht wurde',
    detail:
      'Sie brach ab oder wurde unterwegs verändert, und ist verworfen. Kith läuft weiter wie bisher; noch einmal versuchen.',
  },
  other: {
    title: 'Die Aktualisierung ist nicht gelungen',
    detail: 'Kith läuft weiter wie bisher. Noch einmal versuchen.',
  },
}

const whyRefused: Record<ErrorDataOf<'FILE_REFUSED'>['why'], string> = {
  'too-large': 'Die Datei ist größer als 10 MB. Einen Teil davon anhängen oder eine kleinere Kopie.',
  empty: 'Es ist nichts darin.',
  kind: 'Kith nimmt Bilder (PNG, JPEG, GIF, WebP), PDFs und reinen Text jeder Art. Als eines davon speichern.',
  encoding: 'Es sieht nach Text in einer Kodierung aus, die Kith nicht kennt. Als UTF-8 speichern.',
  damaged: 'Es ist ein Bild, das mittendrin abbricht. Dort noch einmal speichern, wo es herkommt.',
  'too-many-pixels': 'Es hat mehr als 50 Millionen Pixel. Eine kleinere Kopie speichern.',
}

const whyNotOpened: Record<ErrorDataOf<'THREAD_FILE_REFUSED'>['why'], string> = {
  'too-large': 'Die Datei ist größer als 96 MB; so große speichert Kith nie. Nichts davon wurde gelesen.',
  'not-kith': 'Sie enthält keine von Kith gespeicherte Unterhaltung. Nichts wurde geändert.',
  newer: 'Sie wurde mit einem neueren Kith gespeichert. Kith aktualisieren, dann noch einmal öffnen.',
  damaged:
    'Sie ist nicht vollständig oder wurde verändert, und Kith öffnet nichts davon. Die Unterhaltung dort noch einmal speichern, wo sie herkommt.',
  'too-many-messages': 'Sie hat mehr als 20.000 Nachrichten. Nichts davon wurde gespeichert.',
  unreadable: 'Das System lässt Kith sie nicht lesen. Vielleicht wurde sie verschoben oder gehört jemand anderem.',
}

function origin(data: { host?: string | undefined; status?: number | undefined }): string | undefined {
  if (!data.host) return data.status === undefined ? undefined : String(data.status)
  return data.status === undefined ? data.host : `${data.status} von ${data.host}`
}

function inWords(time: string): string {
  return new Date(time).toLocaleString('de-DE', { dateStyle: 'long', timeStyle: 'short' })
}

function number(value: number): string {
  return value.toLocaleString('de-DE')
}

function isLoopback(host: string | undefined): boolean {
  return host !== undefined && /^(localhost|127\.|\[?::1)/.test(host)
}
