// A model as one string, for menus and fields.
import type { ModelChoice } from '../../shared/contract/settings'

const practice = 'practice'

export function valueOfModel(choice: ModelChoice): string {
  return choice.kind === 'practice' ? practice : `${choice.providerId}/${choice.model}`
}

export function modelOfValue(value: string): ModelChoice {
  if (value === practice) return { kind: 'practice' }
  // Ids have no slash in them; names of models do.
  const slash = value.indexOf('/')
  return { kind: 'provider', providerId: value.slice(0, slash), model: value.slice(slash + 1) }
}
