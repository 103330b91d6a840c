import { route } from './implement'

export const tools = {
  servers: route.tools.servers.handler(async ({ context }) => (await context.lifecycle.services()).tools.list()),

  saveServer: route.tools.saveServer.handler(async ({ input, context }) =>
    (await context.lifecycle.services()).tools.save(input),
  ),

  removeServer: route.tools.removeServer.handler(async ({ input, context }) =>
    (await context.lifecycle.services()).tools.remove(input.serverId),
  ),

  testServer: route.tools.testServer.handler(async ({ input, context, signal }) =>
    (await context.lifecycle.services()).tools.test(input, signal),
  ),

  ofPersona: route.tools.ofPersona.handler(async ({ input, context, signal }) =>
    (await context.lifecycle.services()).tools.ofPersona(input.personaId, signal),
  ),

  setServerUse: route.tools.setServerUse.handler(async ({ input, context }) =>
    (await context.lifecycle.services()).tools.setServerUse(input.personaId, input.serverId, input.isUsed),
  ),

  setPermission: route.tools.setPermission.handler(async ({ input, context }) =>
    (await context.lifecycle.services()).tools.setPermission(input.personaId, input.key, input.permission),
  ),

  decide: route.tools.decide.handler(async ({ input, context }) =>
    (await context.lifecycle.services()).assistant.decide(input),
  ),

  check: route.tools.check.handler(async ({ input, context }) => ({
    problem: await (await context.lifecycle.services()).assistant.problemWith(input),
  })),
}
