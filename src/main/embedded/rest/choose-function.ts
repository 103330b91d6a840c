// Which of the functions of one name a call means: the one whose arguments are exactly those that were sent, those
// with a default being free to be left out. PostgREST's rule, with its answers when none or several fit.
import type { ApiFunction, ApiFunctions } from './api-functions'
import type { CallArguments } from './call-arguments'
import { PostgrestError } from './postgrest-error'

export function chooseFunction(functions: ApiFunctions, name: string, { names, isBody }: CallArguments): ApiFunction {
  const candidates = functions.get(name) ?? []
  const byName = candidates.filter((candidate) => accepts(candidate, names))
  const fitting = byName.length > 0 || !isBody ? byName : candidates.filter(takesWholeBody)
  const [chosen] = fitting
  if (!chosen) throw notFound(name, names, isBody)
  if (fitting.length > 1) throw ambiguous(fitting)
  return chosen
}

/** Its only argument is unnamed JSON: it gets the whole body. */
export function takesWholeBody({ arguments: [only, ...others] }: ApiFunction): boolean {
  return only?.name === '' && others.length === 0 && (only.type === 'json' || only.type === 'jsonb')
}

function accepts(candidate: ApiFunction, sent: string[]): boolean {
  const known = new Set(candidate.arguments.map((argument) => argument.name))
  return (
    sent.every((name) => known.has(name)) &&
    candidate.arguments.every((argument) => argument.hasDefault || sent.includes(argument.name))
  )
}

function notFound(name: string, sent: string[], isBody: boolean): PostgrestError {
  const list = sent.toSorted().join(', ')
  const called = sent.length > 0 ? `public.${name}(${list})` : `public.${name} without parameters`
  const searched =
    sent.length > 0
      ? `public.${name} with parameter${sent.length > 1 ? 's' : ''} ${list}`
      : `public.${name} without parameters`
  return new PostgrestError(404, {
    code: 'PGRST202',
    message: `Could not find the function ${called} in the schema cache`,
    details: `Searched for the function ${searched}${isBody ? ' or with a single unnamed json/jsonb parameter' : ''}, but no matches were found in the schema cache.`,
  })
}

function ambiguous(fitting: ApiFunction[]): PostgrestError {
  const described = fitting.map(
    (one) => `public.${one.name}(${one.arguments.map(({ name, type }) => `${name} => ${type}`).join(', ')})`,
  )
  return new PostgrestError(300, {
    code: 'PGRST203',
    message: `Could not choose the best candidate function between: ${described.join(', ')}`,
    hint: 'Try renaming the parameters or the function itself in the database so function overloading can be resolved',
  })
}
