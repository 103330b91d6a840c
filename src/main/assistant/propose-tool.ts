import { createTool } from '@mastra/core/tools'
import { z } from 'zod'
import { toStorableText } from '../../shared/domain/stored-text'
import { PROPOSE_TOOL } from './notes-in-prompt'

/** What the owner can accept in one piece. In UTF-16 code units. */
const LONGEST_LINE = 2_000

/** Stores a proposal. Resolves with false when the notes or another proposal say the same already. */
export type Propose = (line: string) => Promise<boolean>

/** How a model asks to remember something. It writes nothing into the notes: the owner decides. */
export function createProposeTool(propose: Propose) {
  return createTool({
    id: PROPOSE_TOOL,
    description:
      'Proposes one line for your notes about the person. They see the proposal and decide. Use it for what will matter in later conversations, one fact per call.',
    inputSchema: z.object({
      line: z.string().describe('One short sentence that can be understood without this conversation.'),
    }),
    outputSchema: z.object({ outcome: z.enum(['proposed', 'known', 'empty', 'too long']) }),
    async execute({ line }) {
      const text = toStorableText(line).replaceAll(/\s+/g, ' ').trim()
      if (text === '') return { outcome: 'empty' as const }
      if (text.length > LONGEST_LINE) return { outcome: 'too long' as const }
      return { outcome: (await propose(text)) ? ('proposed' as const) : ('known' as const) }
    },
  })
}
