import { route, stream } from './implement'

export const updates = {
  watch: route.updates.watch.handler(({ context, signal }) => stream(context.updates.watch(signal), context)),
  choose: route.updates.choose.handler(({ input, context }) => context.updates.choose(input)),
  check: route.updates.check.handler(({ context }) => context.updates.check()),
  download: route.updates.download.handler(({ context }) => context.updates.download()),
  install: route.updates.install.handler(({ context }) => context.updates.install()),
  postpone: route.updates.postpone.handler(({ context }) => context.updates.postpone()),
}
