// A Supabase project on loopback, for what needs a server: the embedded auth and REST services behind HTTP, and in front of
// them what only GoTrue does: confirming addresses, links in e-mails, providers, codes, limits. Mails lie in `mails`.
import { createServer } from 'node:http'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import type { PGlite } from '@electric-sql/pglite'
import { createGateway } from '../../../src/main/embedded/gateway'
import { newSigningKey } from '../../../src/main/embedded/keys'
import { migrate } from '../../../src/main/embedded/migrate'
import { migrationFiles } from '../../../src/main/embedded/migration-files'
import { openMemoryDatabase } from '../../../src/main/embedded/testing/memory-database'
import { createTokens } from '../../../src/main/embedded/tokens'
import { answerAsGoTrue } from './answers'
import { createFlows } from './flows'
import { createMailbox } from './mail'
import type { Mail } from './mail'

export interface AuthServerSettings {
  /** Sign-up and change of an address wait for a link. */
  confirmsAddresses: boolean
  allowsSignUp: boolean
  allowsAnonymous: boolean
  /** Providers it is set up for. */
  providers: string[]
  /** Between two mails to one address. */
  secondsBetweenMails: number
  /** A new password needs a code from an e-mail. */
  asksForCode: boolean
  /** Answers nothing but a refused connection in place of everything. */
  isDown: boolean
}

export interface AuthServer {
  url: string
  key: string
  settings: AuthServerSettings
  mails: Mail[]
  /** Method, path and query of what was asked, without anything secret. */
  asked: string[]
  db: PGlite
  /** Moves its clock, for links and limits. */
  wait(seconds: number): void
  close(): Promise<void>
}

const KEY = 'sb_publishable_double'

/** Listens on a free port of 127.0.0.1, with the schema of this Kith and no account. */
export async function startAuthServer(changed: Partial<AuthServerSettings> = {}): Promise<AuthServer> {
  const settings: AuthServerSettings = {
    confirmsAddresses: true,
    allowsSignUp: true,
    allowsAnonymous: true,
    providers: ['github'],
    secondsBetweenMails: 0,
    asksForCode: false,
    isDown: false,
    ...changed,
  }
  let url = ''
  let offset = 0
  const now = () => Date.now() + offset * 1_000
  const db = await openMemoryDatabase(migrationFiles)
  await migrate(db, migrationFiles)
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const tokens = await createTokens(await newSigningKey(), `${url}/auth/v1`)
  const gateway = await createGateway({
    db,
    tokens,
    publishableKey: KEY,
    allowLocalAccounts: false,
    now: () => new Date(now()),
  })
  const asked: string[] = []
  const mailbox = createMailbox(() => url)
  const double = { url, settings, db, tokens, gateway, mailbox, flows: createFlows(now), now }

  server.on('request', (incoming, outgoing) => {
    if (settings.isDown) return incoming.socket.destroy()
    asked.push(`${incoming.method} ${(incoming.url ?? '').split('?')[0]}`)
    requestOf(incoming, url)
      .then(async (request) => send(outgoing, (await answerAsGoTrue(double, request)) ?? (await gateway(request))))
      .catch((error: unknown) => {
        outgoing.writeHead(500).end(String(error))
      })
  })

  return {
    url,
    key: KEY,
    settings,
    mails: mailbox.mails,
    asked,
    db,
    wait: (seconds) => void (offset += seconds),
    async close() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
      await db.close()
    },
  }
}

async function requestOf(incoming: IncomingMessage, url: string): Promise<Request> {
  const { method = 'GET', headers } = incoming
  const hasBody = method !== 'GET' && method !== 'HEAD'
  return new Request(`${url}${incoming.url}`, {
    method,
    headers: Object.entries(headers).flatMap(([name, value]): [string, string][] =>
      typeof value === 'string' ? [[name, value]] : [],
    ),
    ...(hasBody && { body: await text(incoming) }),
  })
}

async function send(outgoing: ServerResponse, response: Response): Promise<void> {
  outgoing.writeHead(response.status, Object.fromEntries(response.headers))
  outgoing.end(Buffer.from(await response.arrayBuffer()))
}
