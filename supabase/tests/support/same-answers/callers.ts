import { authorized, rpc, rpcAs, send } from './questions'
import type { NamedQuestion, Tokens } from './questions'

const as = (about: string, token: keyof Tokens): NamedQuestion => [
  `token: ${about}`,
  authorized((tokens) => `Bearer ${tokens[token]}`),
]

/** Who is asking, how it is told to SQL, and tokens that tell nothing. */
export const callers: NamedQuestion[] = [
  ['who asks: an account', rpc('who')],
  ['who asks: the server', rpcAs('server', 'who')],
  ['who asks: nobody', rpcAs(null, 'who')],
  ['what is asked', rpc('what_was_asked')],
  ['what is asked, with headers', send('what_was_asked', '{}', { 'X-Kith-Persona': ' a b ', 'x-kith-scope': 'read' })],
  [
    'what is asked, with a header twice',
    send('what_was_asked', '{}', { 'X-Kith-Actor': 'a, b', prefer: 'count=exact' }),
  ],
  ['what is asked, with a cookie', send('what_was_asked', '{}', { cookie: 'a=1; b=2' })],
  ['what is asked by GET', send('what_was_asked', null, {}, 'GET')],
  ['the transaction of a writer', rpc('transaction_of_a_writer')],
  ['the transaction of a writer by GET', rpc('transaction_of_a_writer', {}, (call) => call, { get: true })],
  ['the transaction of a reader', rpc('transaction_of_a_reader')],
  ['the transaction of a reader by GET', rpc('transaction_of_a_reader', {}, (call) => call, { get: true })],

  as('expired', 'expired'),
  as('expired a moment ago', 'justExpired'),
  as('not valid yet', 'early'),
  as('issued in the future', 'ahead'),
  as('another signature', 'forged'),
  as('another key', 'foreign'),
  as('another key’s name', 'otherKeyId'),
  as('signed by nobody', 'unsigned'),
  as('signed with a shared secret', 'shared'),
  as('no signature', 'bare'),
  as('a changed payload', 'changed'),
  as('without a role', 'withoutRole'),
  as('a role that is not there', 'unknownRole'),
  as('a role that is not a word', 'oddRole'),
  as('the role of the server’s owner', 'owner'),
  as('the role anon', 'anon'),
  as('without a subject', 'withoutSubject'),
  as('a subject that is no id', 'oddSubject'),
  as('without an end', 'withoutEnd'),
  as('an end that is no time', 'oddEnd'),
  as('another audience', 'otherAudience'),
  as('another issuer', 'otherIssuer'),
  as('claims of its own', 'claims'),
  ['token: a word', authorized(() => 'Bearer garbage')],
  ['token: two parts', authorized(() => 'Bearer a.b')],
  ['token: three parts', authorized(() => 'Bearer a.b.c')],
  ['token: four parts', authorized(() => 'Bearer a.b.c.d')],
  ['token: none', authorized(() => 'Bearer ')],
  ['token: in lower case', authorized(({ ana }) => `bearer ${ana}`)],
  ['token: two spaces before it', authorized(({ ana }) => `Bearer  ${ana}`)],
  ['token: a name and a password', authorized(() => 'Basic YTpi')],
  ['token: without saying so', authorized(({ ana }) => ana)],
  ['token: expired, for a function that is not there', authorized(({ expired }) => `Bearer ${expired}`, 'nope')],

  ['a call that was broken off before it began', rpc('add', { a: 1 }, (call) => call.abortSignal(AbortSignal.abort()))],
  ['a call that was broken off', rpc('wait', { seconds: 0.4 }, (call) => call.abortSignal(AbortSignal.timeout(100)))],
]
