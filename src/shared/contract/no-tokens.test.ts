// What a page is told: no route of the contract has a place where an access or refresh token could stand, but the one by which its
// owner takes one out. What is not in a route's schema does not leave main, so the schemas are what is looked through.
import { getEventIteratorSchemaDetails, isContractProcedure } from '@orpc/contract'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { contract } from '.'

type Json = { [key: string]: unknown }

/** Every route by its name, with the schema of what it answers or streams. */
function outputs(node: unknown, path: string[] = []): [string, z.ZodType | null][] {
  if (!isContractProcedure(node))
    return Object.entries(node as object).flatMap(([name, next]) => outputs(next, [...path, name]))
  const schema = node['~orpc'].outputSchema
  return [[path.join('.'), (getEventIteratorSchemaDetails(schema)?.yields ?? schema ?? null) as z.ZodType | null]]
}

/** Names of everything in it, and with `*` where anything at all could stand. */
function placesIn(schema: z.ZodType): string[] {
  const json = z.toJSONSchema(schema, { unrepresentable: 'any', io: 'output' }) as Json
  const found = new Set<string>()
  function look(part: unknown, path: string): void {
    if (Array.isArray(part)) return part.forEach((one) => look(one, path))
    if (typeof part !== 'object' || part === null) return
    const { properties, additionalProperties, $schema: _, ...others } = part as Json
    if (typeof additionalProperties === 'object' && additionalProperties !== null) found.add(`${path}.*`)
    for (const [name, value] of Object.entries((properties ?? {}) as Json)) {
      found.add(`${path}.${name}`)
      if (isAnything(value)) found.add(`${path}.${name}.*`)
      look(value, `${path}.${name}`)
    }
    for (const value of Object.values(others)) look(value, path)
    look(additionalProperties, path)
  }
  look(json, '')
  return [...found]
}

const isAnything = (value: unknown) => Object.keys(value as Json).every((key) => key === 'description')

const all = outputs(contract)

test('every route says what it answers', () => {
  expect(all.length).toBeGreaterThan(100)
  expect(all.filter(([, schema]) => !(schema instanceof z.ZodType)).map(([name]) => name)).toEqual([])
})

test('no answer has a place for a token, a session or a key, but those that are asked for as such', () => {
  // Counts of what a model read are no secrets.
  const isSecret =
    /^(?:.*(?:jwt|bearer|secret|credential|verifier)|(?:access|refresh|provider)_?token|token|session|api_?key)$/i
  const found = all.flatMap(([route, schema]) =>
    schema
      ? placesIn(schema)
          .filter((place) => isSecret.test(place.split('.').at(-1) ?? ''))
          .map((place) => route + place)
      : [],
  )
  // The first is for forgetting what was shown before; the last is a key of the local API, shown once, which is no session.
  expect(found.toSorted()).toEqual([
    'forgetting.preview.token',
    'localApi.copyToken.token',
    'localApi.createKey.secret',
  ])
})

test('what may be anything is what people, models and failures say, and nothing else', () => {
  const open = all.flatMap(([route, schema]) =>
    schema
      ? placesIn(schema)
          .filter((place) => place.endsWith('*'))
          .map((place) => route + place)
      : [],
  )
  const isWords = /\.content\.|\.part\.|\.rejected\.|\.failure\.data\.|^files\.read\.bytes\./
  expect(open.filter((place) => !isWords.test(place))).toEqual([])
  expect(open).toContain('chat.messages.messages.content.*')
})

test('what a route does not name is not answered, so that a session handed on by mistake goes nowhere', () => {
  const session = { access_token: 'eyJ', refresh_token: 'r', session: { access_token: 'eyJ' } }
  const passing = all.filter(([, schema]) => {
    const { data } = schema?.safeParse(session) ?? {}
    return JSON.stringify(data ?? null).includes('eyJ')
  })
  expect(passing.map(([name]) => name)).toEqual([])
})
