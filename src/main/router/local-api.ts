import { route } from './implement'

export const localApi = {
  view: route.localApi.view.handler(({ context }) => context.localApi.view()),
  setOn: route.localApi.setOn.handler(async ({ input, context }) => {
    const view = await context.localApi.setOn(input.isOn)
    context.changes.tell({ kind: 'settings' })
    return view
  }),
  setPort: route.localApi.setPort.handler(async ({ input, context }) => {
    const view = await context.localApi.setPort(input.port)
    context.changes.tell({ kind: 'settings' })
    return view
  }),
  setOrigins: route.localApi.setOrigins.handler(async ({ input, context }) => {
    const view = await context.localApi.setOrigins(input.origins)
    context.changes.tell({ kind: 'settings' })
    return view
  }),
  createKey: route.localApi.createKey.handler(async ({ input, context }) => {
    const made = await context.localApi.createKey(input)
    context.changes.tell({ kind: 'settings' })
    return made
  }),
  revokeKey: route.localApi.revokeKey.handler(async ({ input, context }) => {
    const view = await context.localApi.revokeKey(input.keyId)
    context.changes.tell({ kind: 'settings' })
    return view
  }),
  accesses: route.localApi.accesses.handler(({ context }) => context.localApi.accesses()),
  clearAccesses: route.localApi.clearAccesses.handler(({ context }) => context.localApi.clearAccesses()),
  copyToken: route.localApi.copyToken.handler(({ context }) => context.localApi.copyToken()),
}
