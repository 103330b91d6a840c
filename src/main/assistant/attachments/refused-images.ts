// A provider that refuses a request because there are images in it.
import { KithError } from '../../../shared/errors'
import type { Ending } from '../judge-ending'
import type { ProviderFacts } from '../providers'
import { showsImages } from './gather'
import type { Gathered } from './gather'
import { noteRefusedImages } from './takes'

/** Its words are all there is to go by: no two say it alike. */
const aboutImages =
  /image|vision|multi-?modal|file (input|content|part)|content (type|part)|input_file|unsupported.*(type|content)/i

/** The same ending, as IMAGES_NOT_TAKEN where that is why. From then on such a model is not given images. */
export function refusedImages(ending: Ending, gathered: Gathered, facts: ProviderFacts): Ending {
  const { failure } = ending
  if (failure?.code !== 'PROVIDER_REFUSED' || !showsImages(gathered)) return ending
  const { reason, provider, host } = failure.data as { reason: string; provider: string; host?: string }
  if (!aboutImages.test(reason)) return ending
  noteRefusedImages(facts)
  const data = { provider, ...(host !== undefined && { host }), model: facts.model, reason }
  return { ...ending, failure: new KithError('IMAGES_NOT_TAKEN', data, { cause: failure }) }
}
