// What a person reads in German when signing in fails: account-errors-in-words.ts, sentence by sentence.
import type { AccountFailure } from './account-errors-in-words'
import type { ErrorDataOf } from './errors'
import type { ErrorInWords } from './errors-in-words'
import { reasonInGerman } from './reasons-in-german'

export function accountErrorInGerman({ code, data }: AccountFailure): ErrorInWords {
  switch (code) {
    case 'CREDENTIALS_REFUSED':
      return {
        title: 'Adresse und Passwort passen nicht zusammen',
        detail: 'Beides prüfen. Ist das Passwort vergessen, lässt sich per E-Mail ein neues setzen.',
      }
    case 'ADDRESS_NOT_CONFIRMED':
      return {
        title: 'Diese Adresse ist noch nicht bestätigt',
        detail: `Den Link in der E-Mail an ${data.email} öffnen oder noch einmal schicken lassen.`,
      }
    case 'ADDRESS_TAKEN':
      return {
        title: 'Zu dieser Adresse gibt es ein Konto',
        detail: `Als ${data.email} anmelden oder eine andere Adresse wählen.`,
      }
    case 'ADDRESS_REFUSED':
      return {
        title: 'Der Server nimmt diese Adresse nicht',
        detail: `Er kann oder darf nichts an ${data.email} schicken. Adresse prüfen oder eine andere wählen.`,
      }
    case 'TOO_MANY_ATTEMPTS':
      return {
        title: data.seconds === null ? 'Zu viele Versuche' : `Zu viele Versuche: ${data.seconds} Sekunden warten`,
        detail:
          data.seconds === null
            ? 'Ein paar Minuten warten, dann noch einmal versuchen.'
            : 'Dann noch einmal versuchen. Nichts Geschriebenes geht verloren.',
      }
    case 'WEAK_PASSWORD':
      return {
        title: 'Dieses Passwort wird nicht angenommen',
        detail: data.reasons.map((reason) => weak(reason, data.shortest)).join(' ') || 'Ein längeres wählen.',
      }
    case 'SIGN_IN_WAY_OFF':
      return {
        title: 'Der Server erlaubt diesen Weg nicht',
        detail: data.provider
          ? `Er ist für ${data.provider} nicht eingerichtet. Einen anderen Weg wählen.`
          : off[data.way],
      }
    case 'REAUTHENTICATION_NEEDED':
      return data.isRefused
        ? {
            title: 'Dieser Code stimmt nicht',
            detail: 'Er ist vertippt oder zu alt. Einen neuen schicken lassen.',
          }
        : {
            title: 'Der Server will sichergehen, dass Sie es sind',
            detail: 'Er schickt einen Code an Ihre Adresse. Hier eingeben.',
          }
    case 'ACCOUNT_BLOCKED':
      return {
        title: 'Dieses Konto ist gesperrt',
        detail: 'Wer den Server betreibt, hat es gesperrt und kann sagen, warum.',
      }
    case 'SIGN_IN_LINK_INVALID':
      return { title: 'Die Anmeldung kam nicht zustande', detail: badLink[data.why] }
    case 'SIGN_IN_REFUSED':
      return { title: 'Der Server hat das abgelehnt', detail: reasonInGerman(data.reason) }
    case 'LOCAL_PASSWORD_REFUSED':
      return { title: 'Dieses Passwort stimmt nicht', detail: 'Nichts wurde geändert.' }
  }
}

function weak(reason: ErrorDataOf<'WEAK_PASSWORD'>['reasons'][number], shortest: number | null): string {
  switch (reason) {
    case 'length':
      return shortest === null ? 'Es ist zu kurz.' : `Es braucht mindestens ${shortest} Zeichen.`
    case 'characters':
      return 'Es braucht mehr Arten von Zeichen: kleine und große Buchstaben, Ziffern, Sonderzeichen.'
    case 'leaked':
      return 'Es steht in Listen gestohlener Passwörter. Ein anderes wählen.'
    case 'same':
      return 'Es ist das bisherige.'
    case 'too-long':
      return 'Es ist länger als 72 Byte.'
  }
}

const off: Record<ErrorDataOf<'SIGN_IN_WAY_OFF'>['way'], string> = {
  password: 'Er nimmt keine Passwörter. Einen anderen Weg wählen.',
  'sign-up': 'Neue Konten lassen sich dort nicht anlegen. Wer ihn betreibt, kann einladen.',
  link: 'Er schickt keine Links. Mit Passwort anmelden.',
  anonymous: 'Er will wissen, wer sich anmeldet. Einen anderen Weg wählen.',
  oauth: 'Er ist dafür nicht eingerichtet. Einen anderen Weg wählen.',
}

const badLink: Record<ErrorDataOf<'SIGN_IN_LINK_INVALID'>['why'], string> = {
  expired: 'Der Link war zu alt oder schon benutzt. Noch einmal beginnen.',
  denied: 'Im Browser wurde abgebrochen, oder der Anbieter hat abgelehnt. Noch einmal beginnen oder anders anmelden.',
  'other-profile': 'Er gehört zu einem anderen Profil als dem geöffneten. Jenes öffnen und noch einmal beginnen.',
  refused: 'Der Server hat nicht angenommen, was zurückkam. Noch einmal beginnen.',
}
