import type { EmbeddingsEstimate } from '../../../../shared/contract/embeddings'
import { money, number } from '../../../lib/numbers'

const messages = (count: number) => (count === 1 ? '1 message' : `${number(count)} messages`)
const memories = (count: number) => (count === 1 ? '1 memory' : `${number(count)} memories`)

export const words = {
  title: 'Meaning',
  what: 'Memory finds what was said by its words. With a model for meaning it also finds what was said in other words: “the puppy” when you ask for your dog.',
  leaves:
    'The texts of your messages and memories go to that provider, and so does each question, before it is answered. Threads that remember nothing are left out.',
  stays: 'Nothing leaves this computer for it.',
  goesTo: (name: string, host: string) => `They go to ${name} at ${host}, and to nobody else.`,

  findsBy: 'Finds by',
  wordsAlone: 'Words alone',
  providers: 'Words, and meaning by a model of',
  noProviders: 'Connect a provider above to find by meaning, too.',
  model: 'Model for meaning',
  modelHint: 'The name as the provider writes it, of a model that makes embeddings.',
  suggested: 'For example ',
  dimensions: 'Dimensions',
  asTheModel: 'As many as the model gives',
  estimating: 'Counting your messages',
  estimate: ({ messages: said, memories: kept, tokens, cost }: EmbeddingsEstimate) => {
    if (said + kept === 0) return 'Nothing has to be sent at first.'
    const about = `${messages(said)} and ${memories(kept)}, about ${number(tokens)} tokens, will be sent`
    if (cost === null) return `${about}. No price is known.`
    const dollars = cost.dollars < 0.01 ? `less than ${money(0.01, 'USD')}` : `about ${money(cost.dollars, 'USD', 2)}`
    return `${about}, for ${dollars} (price of ${cost.pricesOf}).`
  },
  replaces:
    'Vectors of different models cannot be compared: everything is embedded anew. Until its turn has come, a message is found by its words.',
  stopping: 'Nothing is sent any more. The vectors there are stay in your database, unused.',
  test: 'Test',
  tested: (dimensions: number, milliseconds: number) =>
    `It works: ${number(dimensions)} numbers, in ${number(milliseconds)} ms.`,
  choose: 'Use this model',
  chooseNone: 'Use words alone',
  now: (model: string) => `${model} is used from now on.`,
  nowWords: 'Memory finds by words alone from now on.',
  tryAgain: 'Try again',

  progress: 'Found by meaning',
  ready: (embedded: number, total: number) =>
    total === 0
      ? 'There is nothing to find by meaning yet.'
      : embedded >= total
        ? `All ${number(total)} messages and memories are found by meaning.`
        : `${number(embedded)} of ${number(total)} messages and memories are found by meaning.`,
  counting: 'Counting what is to be found by meaning.',
  working: 'Working in the background',
  paused: 'Paused',
  waiting: (time: string) => `Tries again at ${time}`,
  pause: 'Pause',
  resume: 'Resume',
  tryNow: 'Try now',
  announcements: {
    done: 'Everything is found by meaning.',
    paused: 'Making vectors is paused.',
    working: 'Making vectors.',
  },
  skipped: (count: number) =>
    count === 1
      ? 'One text was not taken. It is found by its words.'
      : `${count} texts were not taken. They are found by their words.`,
}
