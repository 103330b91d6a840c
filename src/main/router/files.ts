import { readFile, takesOf } from '../assistant'
import { route } from './implement'

export const files = {
  begin: route.files.begin.handler(async ({ input, context }) =>
    (await context.lifecycle.services()).assistant.uploads.begin(input),
  ),

  part: route.files.part.handler(async ({ input, context }) => {
    const { assistant } = await context.lifecycle.services()
    assistant.uploads.part({ ...input, bytes: new Uint8Array(await input.bytes.arrayBuffer()) })
  }),

  finish: route.files.finish.handler(async ({ input, context }) =>
    (await context.lifecycle.services()).assistant.uploads.finish(input.uploadId),
  ),

  abort: route.files.abort.handler(async ({ input, context }) =>
    (await context.lifecycle.services()).assistant.uploads.abort(input.uploadId),
  ),

  read: route.files.read.handler(async ({ input, context, signal }) => {
    const { call } = await context.lifecycle.services()
    const { mediaType, bytes } = await readFile(call, input.fileId, signal)
    return { mediaType, bytes: new Blob([bytes]) }
  }),

  modelTakes: route.files.modelTakes.handler(({ input, context }) => takesOf(input.model, context.settings)),
}
