import { createTool } from '@mastra/core/tools'
import { z } from 'zod'
import { RECALL_TOOL } from './tool-name'

/** Looks once more; resolves with what is shown to the model, empty when nothing was found. */
export type RecallAgain = (query: string, signal: AbortSignal | undefined) => Promise<string>

/** How a model looks into its memory with words of its own. Several searches find what one question does not. */
export function createRecallTool(recallAgain: RecallAgain) {
  return createTool({
    id: RECALL_TOOL,
    description:
      'Searches your memory of earlier conversations with this person. What their message brought to mind is before you already; use this when you need more, with the words they would have used then. Names and other rare words find best.',
    inputSchema: z.object({ query: z.string().describe('A few words or a short question.') }),
    outputSchema: z.string(),
    async execute({ query }, context) {
      return (await recallAgain(query, context.abortSignal)) || 'Nothing else was found.'
    },
  })
}
