// Where a browser comes back to after signing in elsewhere. It comes from another site, so it brings no cookie: what it says
// counts for nothing but the secret in it. The page says what became of it, in words of ours alone.
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { CallbackOutcome } from '../app'
import type { Language } from '../../shared/domain/language'
import { refuse } from './closed-doors'
import { sendPlainPage } from './plain-page'
import type { Said } from './plain-page'

export const callbackPath = '/auth/callback'

/** @param receive is told what stands behind the `?`, that included */
export async function answerCallback(
  request: IncomingMessage,
  response: ServerResponse,
  search: string,
  receive: (search: string) => Promise<CallbackOutcome>,
): Promise<void> {
  // Looking at the headers must use nothing up.
  if (request.method !== 'GET') return refuse(response, 405)
  const outcome = await receive(search)
  sendPlainPage(response, outcome === 'refused' ? 400 : 200, pages[outcome], callbackHeaders)
}

/** Nothing of the address may go anywhere from here, and nothing runs. */
const callbackHeaders = {
  'content-security-policy':
    "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; sandbox",
}

const pages: Record<CallbackOutcome, Record<Language, Said>> = {
  done: {
    en: { title: 'That worked', text: 'Kith knows. You can close this tab and go back to it.' },
    de: { title: 'Das hat geklappt', text: 'Kith weiß Bescheid. Dieser Tab kann zu; weiter geht es in Kith.' },
  },
  half: {
    en: {
      title: 'One of two addresses is confirmed',
      text: 'The server has sent a link to the other one, too. Open that one as well. You can close this tab.',
    },
    de: {
      title: 'Eine von zwei Adressen ist bestätigt',
      text: 'Der Server hat auch an die andere einen Link geschickt. Bitte auch diesen öffnen. Dieser Tab kann zu.',
    },
  },
  refused: {
    en: {
      title: 'This did not sign you in',
      text: 'The link may be too old, used already, or not from this Kith. Go back to Kith and begin again there. You can close this tab.',
    },
    de: {
      title: 'Die Anmeldung kam nicht zustande',
      text: 'Der Link ist vielleicht zu alt, schon benutzt oder nicht von diesem Kith. In Kith noch einmal beginnen. Dieser Tab kann zu.',
    },
  },
}
