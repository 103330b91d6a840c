import { route, stream } from './implement'
import { theThread } from './threads'

export const threadFiles = {
  save: route.threadFiles.save.handler(async ({ input, context }) =>
    context.threadFiles.save((await context.lifecycle.services()).call, input, context.pageId ?? null),
  ),

  print: route.threadFiles.print.handler(async ({ input, context }) =>
    stream(context.threadFiles.print((await context.lifecycle.services()).call, input), context),
  ),

  begin: route.threadFiles.begin.handler(({ input, context }) => context.threadFiles.begin(input)),

  part: route.threadFiles.part.handler(async ({ input, context }) =>
    context.threadFiles.part({ ...input, bytes: new Uint8Array(await input.bytes.arrayBuffer()) }),
  ),

  handed: route.threadFiles.handed.handler(({ context, signal }) =>
    stream(context.threadFiles.handed(signal), context),
  ),

  look: route.threadFiles.look.handler(({ input, context }) => context.threadFiles.look(input.fileId)),

  bringIn: route.threadFiles.bringIn.handler(async ({ input, context }) => {
    const { call } = await context.lifecycle.services()
    const { fileId, ...wanted } = input
    const brought = theThread(await context.threadFiles.bringIn(call, fileId, wanted))
    context.changes.tell({ kind: 'threads', threadId: brought.id })
    return brought
  }),

  drop: route.threadFiles.drop.handler(({ input, context }) => context.threadFiles.drop(input.fileId)),
}
