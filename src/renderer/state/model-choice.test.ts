import { describe, expect, it } from 'vitest'
import type { ModelChoice } from '../../shared/contract/settings'
import { modelOfValue, valueOfModel } from './model-choice'

describe('a model as one string', () => {
  it.each<ModelChoice>([
    { kind: 'practice' },
    { kind: 'provider', providerId: '00000000-0000-4000-8000-000000000001', model: 'gpt-5-mini' },
    { kind: 'provider', providerId: '00000000-0000-4000-8000-000000000001', model: 'meta-llama/llama-4/8b:free' },
  ])('comes back as it was: %j', (choice) => {
    expect(modelOfValue(valueOfModel(choice))).toEqual(choice)
  })
})
