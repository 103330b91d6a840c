// Tokens of every sort. What a server can be shown is signed with the key that both sides know.
import { importJWK, SignJWT, UnsecuredJWT } from 'jose'
import type { JWTPayload } from 'jose'
import { newSigningKey } from '../../../../src/main/embedded/keys'
import type { SigningKey } from '../../../../src/main/embedded/keys'
import { ISSUER } from '../people'
import type { Tokens } from './questions'

export const ANA = '6a1f2f2c-0000-4000-8000-00000000000a'
export const BEN = '6a1f2f2c-0000-4000-8000-00000000000b'

export async function makeTokens(signingKey: SigningKey): Promise<Tokens> {
  const now = Math.floor(Date.now() / 1000)
  const usual = { iss: ISSUER, aud: 'authenticated', iat: now, exp: now + 3600 }
  const ofAna = { ...usual, sub: ANA, role: 'authenticated', email: 'ana@example.com' }
  const without = (claim: keyof typeof ofAna) => ({ ...ofAna, [claim]: undefined })
  const signed = (claims: JWTPayload) => sign(claims, signingKey)

  const ana = await signed(ofAna)
  const [head = '', payload = '', signature = ''] = ana.split('.')
  const server = { ...usual, role: 'service_role' }
  const asServer = Buffer.from(JSON.stringify(server)).toString('base64url')
  return {
    ana,
    ben: await signed({ ...ofAna, sub: BEN, email: 'ben@example.com' }),
    server: await signed(server),
    anon: await signed({ ...usual, role: 'anon' }),
    claims: await signed({ ...ofAna, app_metadata: { a: [1, 2.5, 'ü'] }, n: 2 ** 53 - 1, none: null }),

    expired: await signed({ ...ofAna, exp: now - 3600 }),
    justExpired: await signed({ ...ofAna, exp: now - 5 }),
    withoutEnd: await signed(without('exp')),
    oddEnd: await signed({ ...ofAna, exp: 'tomorrow' } as unknown as JWTPayload),
    early: await signed({ ...ofAna, nbf: now + 900 }),
    ahead: await signed({ ...ofAna, iat: now + 900 }),

    forged: `${head}.${payload}.${signature.slice(0, -8)}AAAAAAAA`,
    bare: `${head}.${payload}.`,
    changed: `${head}.${asServer}.${signature}`,
    foreign: await sign(ofAna, await newSigningKey()),
    otherKeyId: await sign(ofAna, { ...signingKey, kid: 'other' }),
    unsigned: new UnsecuredJWT(server).encode(),
    shared: await new SignJWT(server).setProtectedHeader({ alg: 'HS256' }).sign(Buffer.alloc(32, 'x')),

    withoutRole: await signed(without('role')),
    unknownRole: await signed({ ...ofAna, role: 'nobody' }),
    oddRole: await signed({ ...ofAna, role: { a: 1 } }),
    owner: await signed({ ...ofAna, role: 'postgres' }),
    withoutSubject: await signed(without('sub')),
    oddSubject: await signed({ ...ofAna, sub: 'abc' }),
    otherAudience: await signed({ ...ofAna, aud: ['somebody', 'else'] }),
    otherIssuer: await signed({ ...ofAna, iss: 'https://elsewhere.example' }),
  }
}

async function sign(claims: JWTPayload, key: SigningKey): Promise<string> {
  const header = { alg: 'ES256', kid: key.kid, typ: 'JWT' }
  return new SignJWT(claims).setProtectedHeader(header).sign(await importJWK(key, 'ES256'))
}
