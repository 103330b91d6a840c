// The plain pages for a browser that is not let in: what happened, and what opens Kith.
import type { ServerResponse } from 'node:http'
import type { Language } from '../../shared/domain/language'
import { sendPlainPage } from './plain-page'
import type { Said } from './plain-page'

type Refused = 401 | 403 | 404 | 405 | 421

const pages: Record<Language, Record<Refused, Said>> = {
  en: {
    401: {
      title: 'Kith does not know this browser yet',
      text: 'Open the link that Kith printed in its terminal. If the link was used, press Enter there for a new one, or run npm start again.',
    },
    403: {
      title: 'This link was used already',
      text: 'Each link opens Kith once. If Kith is open in another tab of this browser, go on there. For a new link press Enter in the terminal where Kith runs, or run npm start again.',
    },
    404: { title: 'There is nothing at this address', text: 'Kith is at the start of this address, at /.' },
    405: { title: 'This is only for reading', text: 'Open this address in a browser.' },
    421: {
      title: 'Kith is not reached by this name',
      text: 'Use the address in the link that Kith printed. If the port is forwarded, start Kith with KITH_PUBLIC_ORIGIN set to the address you see in the browser.',
    },
  },
  de: {
    401: {
      title: 'Kith kennt diesen Browser noch nicht',
      text: 'Den Link öffnen, den Kith in seinem Terminal ausgegeben hat. Wurde er schon benutzt, gibt die Eingabetaste dort einen neuen aus, oder npm start noch einmal ausführen.',
    },
    403: {
      title: 'Dieser Link wurde schon benutzt',
      text: 'Jeder Link öffnet Kith einmal. Ist Kith in einem anderen Tab dieses Browsers offen, geht es dort weiter. Für einen neuen Link die Eingabetaste in dem Terminal drücken, in dem Kith läuft, oder npm start noch einmal ausführen.',
    },
    404: { title: 'Unter dieser Adresse ist nichts', text: 'Kith ist am Anfang dieser Adresse, unter /.' },
    405: { title: 'Das ist nur zum Lesen', text: 'Diese Adresse in einem Browser öffnen.' },
    421: {
      title: 'Unter diesem Namen ist Kith nicht zu erreichen',
      text: 'Die Adresse aus dem Link verwenden, den Kith ausgegeben hat. Wird der Port weitergeleitet, Kith mit KITH_PUBLIC_ORIGIN auf die Adresse starten, die im Browser steht.',
    },
  },
}

export function refuse(response: ServerResponse, status: Refused): void {
  sendPlainPage(response, status, { en: pages.en[status], de: pages.de[status] })
}
