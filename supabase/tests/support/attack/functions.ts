// Every function, and arguments for it that aim at somebody's vault.
import type { Engine } from '../engines'
import type { Vault } from './world'
import { makers, ways } from './makers'
import type { Maker } from './makers'

export interface ApiFunction {
  name: string
  arguments: { name: string; type: string; isRequired: boolean }[]
  /** Others are only asked. */
  isVolatile: boolean
  /** One of the ways to call it: makers that differ. */
  way: Record<string, Maker>
}

export interface CallOf {
  text: string
  params: (string | null)[]
}

/** Something of a vault that an argument names. */
export interface Pointer {
  argument: string
  field: keyof Vault
}

/** Gives the value for a pointer. */
export type From = (field: Exclude<keyof Vault, 'owner'>) => string

/** Every function, once for every way to call it. */
export async function readFunctions(engine: Engine): Promise<ApiFunction[]> {
  const functions = await engine.sql<Omit<ApiFunction, 'way'>>(
    `select proname::text as name, provolatile = 'v' as "isVolatile", coalesce((
        select jsonb_agg(jsonb_build_object(
          'name', proargnames[position], 'type', format_type(type, null), 'isRequired', position <= pronargs - pronargdefaults
        ) order by position)
        from unnest(proargtypes::oid[]) with ordinality as listed (type, position)
      ), '[]') as arguments
     from pg_proc
     where pronamespace = 'public'::regnamespace
       and not exists (select from pg_depend where classid = 'pg_proc'::regclass and objid = pg_proc.oid and deptype = 'e')
     order by 1`,
  )
  return functions.flatMap((api) => (ways[api.name] ?? [{}]).map((way) => ({ ...api, way })))
}

/** The same function with each of the arguments it can do without left out in turn, and as it is. */
export function withoutEach(api: ApiFunction): ApiFunction[] {
  const optional = api.arguments.filter(({ isRequired }) => !isRequired)
  return [api, ...optional.map(({ name }) => ({ ...api, way: { ...api.way, [name]: () => null } }))]
}

/** Arguments nobody has said how to make. */
export function unknownArguments(api: ApiFunction): string[] {
  return api.arguments
    .filter(({ name }) => !(`${api.name}.${name}` in makers) && !(name in makers))
    .map(({ name }) => `${api.name}.${name}`)
}

/** What of a vault a call of this function names. */
export function pointersOf(api: ApiFunction): Pointer[] {
  const pointers: Pointer[] = []
  callOf(api, (pointer) => {
    if (!pointers.some(({ argument, field }) => argument === pointer.argument && field === pointer.field)) {
      pointers.push(pointer)
    }
    return 'x'
  })
  return pointers
}

/** @param onlyRequired leaves everything to its default that has one */
export function callOf(api: ApiFunction, value: (pointer: Pointer) => string, onlyRequired = false): CallOf {
  const given = api.arguments.filter(({ isRequired }) => isRequired || !onlyRequired)
  const made = given.map(({ name }) => {
    const make = api.way[name] ?? makers[`${api.name}.${name}`] ?? makers[name]
    return make ? make((field) => value({ argument: name, field })) : null
  })
  const list = given.map(({ name, type }, index) => `${name} => $${index + 1}::text::${type}`)
  return { text: `select * from public.${api.name}(${list.join(', ')})`, params: made.map(textOf) }
}

function textOf(value: unknown): string | null {
  if (value === null || value === undefined) return null
  if (Array.isArray(value) && value.every((item) => typeof item === 'string')) return `{${value.join(',')}}`
  return typeof value === 'string' ? value : JSON.stringify(value)
}
