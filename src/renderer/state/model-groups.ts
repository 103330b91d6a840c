// The models one can choose, as a menu shows them.
import type { ModelChoice, SettingsView } from '../../shared/contract/settings'
import { valueOfModel } from './model-choice'

interface Words {
  inKith: string
  practiceModel: string
  noModels: string
}

export function modelGroups({ providers }: Pick<SettingsView, 'providers'>, words: Words) {
  return [
    {
      key: 'kith',
      heading: words.inKith,
      options: [{ value: valueOfModel({ kind: 'practice' }), words: words.practiceModel }],
    },
    ...providers.map(({ id, name, models }) => ({
      key: id,
      heading: name,
      empty: words.noModels,
      options: models.map((model) => ({
        value: valueOfModel({ kind: 'provider', providerId: id, model }),
        words: model,
      })),
    })),
  ]
}

/** Null when its provider was removed. */
export function nameOfModel(model: ModelChoice, { providers }: Pick<SettingsView, 'providers'>, practice: string) {
  if (model.kind === 'practice') return practice
  return providers.some(({ id }) => id === model.providerId) ? model.model : null
}
