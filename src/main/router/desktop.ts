import { route, stream } from './implement'

export const desktop = {
  watch: route.desktop.watch.handler(({ context, signal }) => stream(context.desktop.watch(signal), context)),
  choose: route.desktop.choose.handler(({ input, context }) => context.desktop.choose(input)),
  commands: route.desktop.commands.handler(({ context, signal }) =>
    stream(context.desktop.commands(context.pageId ?? null, signal), context),
  ),
  openInKith: route.desktop.openInKith.handler(({ input, context }) => context.desktop.openInKith(input)),
  closeQuick: route.desktop.closeQuick.handler(({ context }) => context.desktop.closeQuick()),
}
