import { saidByThePerson } from './own-words'
import type { Tool } from './tool'

/** Stores a proposal. Resolves with false when it is known already. */
export type ProposeMemory = (content: string) => Promise<boolean>

/** Proposes a lasting memory: the person decides, and it can be made of nothing but their own words. */
export function createRemember(said: readonly string[], propose: ProposeMemory): Tool {
  return {
    name: 'remember',
    key: 'remember',
    title: 'Propose a memory',
    description:
      'Proposes that something the person just told you is remembered for good. They see the proposal and decide. Only what they said themselves, in their words.',
    inputSchema: {
      type: 'object',
      properties: { content: { type: 'string', description: 'One fact, in one sentence.', maxLength: 2_000 } },
      required: ['content'],
      additionalProperties: false,
    },
    server: null,
    isHarmless: true,
    fingerprint: 'remember 1',
    async run({ content }) {
      const text = String(content).replaceAll(/\s+/g, ' ').trim()
      if (text === '') return { outcome: 'empty' }
      if (!saidByThePerson(text, said)) return { outcome: 'not said by the person' }
      return { outcome: (await propose(text)) ? 'proposed' : 'known' }
    },
  }
}
