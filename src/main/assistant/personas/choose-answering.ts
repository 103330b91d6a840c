// Who answers for a persona: its model as it is set now, or else the one that answers without a persona, with what that
// takes, what it costs, and who answers when it cannot. Read anew for every answer, so that a change counts for the next.
import type { ModelChoice } from '../../../shared/contract/settings'
import { effectiveSettings, readPersonaSettings } from '../../../shared/domain/persona-settings'
import type { PersonaSettings } from '../../../shared/domain/persona-settings'
import { KithError } from '../../../shared/errors'
import type { Call } from '../../database/call'
import type { Settings } from '../../settings'
import { chooseModel } from '../choose-model'
import type { ChosenModel } from '../choose-model'
import { windowToldByOllama } from '../context-window/told-by-ollama'
import { windowOf } from '../context-window/window-of'
import { freeOfCharge } from '../prices/cost'
import type { Prices } from '../prices/open-prices'

export interface AnsweringParts {
  call: Call
  settings: Pick<Settings, 'view' | 'connection'>
  prices: Pick<Prices, 'of'>
}

/** Throws KithError when neither the model nor the one that answers instead can be used. */
export async function chooseAnswering(parts: AnsweringParts, personaId: string | null): Promise<ChosenModel> {
  return chooseFor(parts, await settingsOf(parts.call, personaId))
}

/** The same for settings that are stored nowhere. `own`: what they say themselves. */
export async function chooseFor(parts: AnsweringParts, own: PersonaSettings): Promise<ChosenModel> {
  const { model, answering } = parts.settings.view()
  const all = effectiveSettings(own, answering)
  const wanted = all.model ?? model
  const { fallback } = all
  const other = fallback && !isSame(fallback, wanted) ? () => toChosen(parts, fallback, all) : undefined
  try {
    return { ...(await toChosen(parts, wanted, all)), ...(other && { fallback: other }) }
  } catch (error) {
    if (!other || !(error instanceof KithError)) throw error
    const next = await other().catch(() => null)
    if (!next) throw error
    return { ...next, insteadOf: { ...namesOf(parts, wanted), failure: error.toFailure() } }
  }
}

async function settingsOf(call: Call, personaId: string | null): Promise<PersonaSettings> {
  if (personaId === null) return {}
  // One that was put away still answers in its threads, as itself.
  const personas = await call('ai_list_personas', { include_archived: true })
  return readPersonaSettings(personas.find(({ id }) => id === personaId)?.settings).settings
}

async function toChosen({ settings, prices }: AnsweringParts, choice: ModelChoice, all: PersonaSettings) {
  const { temperature, maxOutputTokens, reasoningEffort, notesTemplate = '', recall } = all
  const chosen = await chooseModel(choice, settings)
  const { host, model } = chosen.facts
  const known = choice.kind === 'practice' ? { context: null, price: null } : await prices.of(host, model)
  const isLocal = choice.kind === 'practice' || (chosen.isNear === true && !/[:-]cloud$/.test(model))
  return {
    ...chosen,
    notesTemplate,
    recall,
    wishes: { temperature, maxOutputTokens, reasoningEffort },
    window: windowOf(known.context, { maxOutputTokens, isNear: chosen.isNear }),
    ...(known.context === null && { toldWindow: () => windowToldByOllama(choice, settings, maxOutputTokens) }),
    price: known.price ?? (isLocal ? freeOfCharge : null),
  } satisfies ChosenModel
}

function namesOf({ settings }: AnsweringParts, choice: ModelChoice): { provider: string; model: string } {
  if (choice.kind === 'practice') return { provider: 'Practice model', model: 'practice' }
  const provider = settings.view().providers.find(({ id }) => id === choice.providerId)
  return { provider: provider?.name ?? '', model: choice.model }
}

function isSame(one: ModelChoice, other: ModelChoice): boolean {
  if (one.kind === 'practice' || other.kind === 'practice') return one.kind === other.kind
  return one.providerId === other.providerId && one.model === other.model
}
