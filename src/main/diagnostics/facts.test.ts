import { describe, expect, it } from 'vitest'
import { pageFailure } from '../../shared/contract/diagnostics'
import { sessionState, startingStep } from '../../shared/contract/session'
import { updateState } from '../../shared/contract/updates'
import { versions } from '../app/versions'
import { chooseFacts } from './facts'

const phasesOf = (state: typeof sessionState | typeof updateState) =>
  state.options.map(({ shape }) => shape.phase.value)

describe('what may be said of an event', () => {
  it('is every word the contract has for it', () => {
    for (const phase of [...phasesOf(sessionState), ...phasesOf(updateState)])
      expect(chooseFacts({ phase })).toEqual({ phase })
    for (const step of startingStep.options) expect(chooseFacts({ step })).toEqual({ step })
    for (const where of pageFailure.shape.where.options) expect(chooseFacts({ where })).toEqual({ where })
  })

  it('is on what it happened', () => {
    const { pglite: _, ...facts } = versions
    const known = Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== null))
    expect(chooseFacts(facts)).toEqual(known)
    expect(chooseFacts({ system: 'Windows_NT 10.0.26100, x64', version: '1.2.0-beta.3' })).toEqual({
      system: 'Windows_NT 10.0.26100, x64',
      version: '1.2.0-beta.3',
    })
  })

  it('is a code that is known, numbers, and nothing else', () => {
    expect(chooseFacts({ code: 'DISK_FULL', status: 500, isOn: false })).toEqual({
      code: 'DISK_FULL',
      status: 500,
      isOn: false,
    })
    expect(chooseFacts({ code: 'MY_DIARY', version: '1.0.0-anna', reason: 'my diary', kind: 'diary' })).toEqual({})
  })
})
