import { route, stream } from './implement'

export const embeddings = {
  watch: route.embeddings.watch.handler(async ({ context, signal }) => {
    const { embeddings: live } = await context.lifecycle.services()
    return stream(live.watch(signal), context)
  }),
  choose: route.embeddings.choose.handler(async ({ input, context }) => {
    await context.settings.setEmbedder({ choice: input.choice, isPaused: false })
  }),
  test: route.embeddings.test.handler(async ({ input, context }) =>
    (await context.lifecycle.services()).embeddings.test(input.choice),
  ),
  estimate: route.embeddings.estimate.handler(async ({ input, context }) =>
    (await context.lifecycle.services()).embeddings.estimate(input.choice),
  ),
  pause: route.embeddings.pause.handler(async ({ context }) => {
    await context.settings.setEmbedder({ ...context.settings.embedder(), isPaused: true })
  }),
  resume: route.embeddings.resume.handler(async ({ context }) => {
    await context.settings.setEmbedder({ ...context.settings.embedder(), isPaused: false })
    ;(await context.lifecycle.services()).embeddings.resume()
  }),
}
