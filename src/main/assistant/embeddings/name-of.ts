import type { EmbedderChoice } from '../../../shared/contract/embeddings'
import type { Provider } from '../../../shared/contract/settings'

export type ChosenEmbedder = Extract<EmbedderChoice, { kind: 'provider' }>

/** As the database writes it down. */
const LONGEST = 200

/** What vectors are kept under: those of different names are never compared. */
export function nameOf(
  { model, dimensions }: ChosenEmbedder,
  { kind, baseUrl }: Pick<Provider, 'kind' | 'baseUrl'>,
): string {
  // Anybody's server may call its model anything; elsewhere the model's name is the model.
  const server = kind === 'compatible' && URL.canParse(baseUrl) ? `${new URL(baseUrl).host}/` : ''
  const length = dimensions === undefined ? '' : `${dimensions}@`
  return `${length}${server}${model}`.slice(-LONGEST)
}
