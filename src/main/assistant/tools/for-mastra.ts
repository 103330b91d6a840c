import type { ToolsInput } from '@mastra/core/agent'
import { createTool } from '@mastra/core/tools'
import type { Tool } from './tool'
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
        description: describedTo(tool),
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

/** Whose tool it is: the model should not take what a stranger says of it for Kith's own words. */
function describedTo({ server, description }: Tool): string {
  return server ? `From the server ${server.name.slice(0, 80)}: ${description}` : description
}
