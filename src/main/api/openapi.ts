// The OpenAPI 3.1 document, made of the schemas that validate.
import { z } from 'zod'
import type { Endpoint } from './endpoint'
import { problemBody } from './problem'
import { problems } from './problems'
import type { ProblemCode } from './problems'

export interface OpenApiOperation {
  summary: string
  description?: string
  [field: string]: unknown
}

export interface OpenApiDocument {
  openapi: '3.1.0'
  info: { title: string; version: string; description: string }
  paths: Record<string, Record<string, OpenApiOperation>>
  [field: string]: unknown
}

export function openApiOf(endpoints: readonly Endpoint[], version: string): OpenApiDocument {
  const paths: OpenApiDocument['paths'] = {}
  for (const one of endpoints) paths[one.path] = { ...paths[one.path], [one.method]: operationOf(one) }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Kith, local API',
      version,
      description:
        'Answers on this computer alone. Everything is done with the rights of whoever calls: an access token of the project that is open, or a key that was made in Kith.',
    },
    // Wherever it is read from.
    servers: [{ url: '/' }],
    components: {
      securitySchemes: {
        bearer: { type: 'http', scheme: 'bearer', description: 'An access token, or a key that begins with `kith_`.' },
      },
      schemas: { Problem: jsonSchema(problemBody, 'output') },
    },
    paths,
  }
}

function operationOf({
  access,
  summary,
  description,
  params,
  query,
  body,
  answer,
  ...one
}: Endpoint): OpenApiOperation {
  const parameters = [...parametersOf(params, 'path'), ...parametersOf(query, 'query')]
  return {
    summary,
    ...(description !== undefined && { description }),
    ...(access !== 'open' && { security: [{ bearer: [] }] }),
    ...(parameters.length > 0 && { parameters }),
    ...(body && {
      requestBody: { required: true, content: { 'application/json': { schema: jsonSchema(body, 'input') } } },
    }),
    responses: {
      [answer.status]: {
        description: answer.description,
        content: {
          [answer.type ?? 'application/json']: {
            schema: answer.schema ? jsonSchema(answer.schema, 'output') : { type: 'string' },
          },
        },
      },
      ...refusalsOf({
        access,
        hasInput: Boolean(params ?? query ?? body),
        hasBody: Boolean(body),
        own: one.problems ?? [],
      }),
    },
  }
}

interface Refusals {
  access: Endpoint['access']
  hasInput: boolean
  hasBody: boolean
  own: ProblemCode[]
}

function refusalsOf({ access, hasInput, hasBody, own }: Refusals): Record<string, unknown> {
  const codes: ProblemCode[] = [
    ...(hasInput ? (['NOT_TAKEN'] as const) : []),
    ...(hasBody ? (['NOT_JSON', 'BODY_TOO_SLOW', 'BODY_TOO_LARGE', 'NOT_JSON_TYPE'] as const) : []),
    ...(access === 'open'
      ? []
      : ([
          'NO_TOKEN',
          'TOKEN_REFUSED',
          'TOKEN_EXPIRED',
          'KEY_REFUSED',
          'KEY_EXPIRED',
          'TOO_MANY_ATTEMPTS',
          'OWNER_AWAY',
          'NOT_REACHABLE',
        ] as const)),
    ...(access === 'write' ? (['READ_ONLY'] as const) : []),
    'FOREIGN_ORIGIN',
    'WRONG_HOST',
    ...own,
  ]
  const byStatus = Map.groupBy(new Set(codes), (code) => problems[code].status)
  return Object.fromEntries(
    [...byStatus].map(([status, some]) => [
      status,
      {
        description: some.map((code) => `\`${code}\`: ${problems[code].title}`).join('\n\n'),
        content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
      },
    ]),
  )
}

function parametersOf(schema: z.ZodType | undefined, where: 'path' | 'query'): object[] {
  if (!schema) return []
  const { properties = {}, required = [] } = jsonSchema(schema, 'input') as {
    properties?: Record<string, { description?: string }>
    required?: string[]
  }
  return Object.entries(properties).map(([name, { description, ...rest }]) => ({
    name,
    in: where,
    required: required.includes(name),
    ...(description !== undefined && { description }),
    schema: rest,
  }))
}

function jsonSchema(schema: z.ZodType, io: 'input' | 'output'): Record<string, unknown> {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { target: 'draft-2020-12', io, unrepresentable: 'any' })
  return rest
}
