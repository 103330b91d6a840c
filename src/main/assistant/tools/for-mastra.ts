import type { ToolsInput } from '@mastra/core/agent'
import { createTool } from '@mastra/core/tools'
import type { Toolbox } from './toolbox'

type Schema = NonNullable<Parameters<typeof createTool>[0]['inputSchema']>

/**
 * As Mastra takes them. One that asks has nothing to execute: the answer ends with its call, and goes on when its owner has
 * decided. So where an answer waits there is nothing but the answer, and nothing of Mastra's has to be kept for it.
 */
export function forMastra(toolbox: Toolbox, signal: AbortSignal): ToolsInput {
  return Object.fromEntries(
    toolbox.offered.map((tool) => {
      const common = {
        id: tool.name,
        description: tool.description,
        inputSchema: tool.inputSchema as unknown as Schema,
      }
      return [
        tool.name,
        toolbox.asks(tool.name)
          ? createTool(common)
          : createTool({
              ...common,
              execute: (args, context) =>
                toolbox.use(tool, args, context.abortSignal ? AbortSignal.any([signal, context.abortSignal]) : signal),
            }),
      ]
    }),
  )
}
