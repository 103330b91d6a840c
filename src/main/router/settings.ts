import { findOllama } from '../assistant/providers/find-ollama'
import { listModels } from '../assistant/providers/list-models'
import { route } from './implement'

export const settings = {
  get: route.settings.get.handler(({ context }) => context.settings.view()),
  setTheme: route.settings.setTheme.handler(({ input, context }) => context.settings.setTheme(input.theme)),
  setLanguage: route.settings.setLanguage.handler(({ input, context }) => context.settings.setLanguage(input.language)),
  setAcceptedKinds: route.settings.setAcceptedKinds.handler(({ input, context }) =>
    context.settings.setAcceptedKinds(input.kinds),
  ),
  setModel: route.settings.setModel.handler(({ input, context }) => context.settings.setModel(input.model)),
  setAnswering: route.settings.setAnswering.handler(({ input, context }) =>
    context.settings.setAnswering(input.answering),
  ),
  saveProvider: route.settings.saveProvider.handler(({ input, context }) => context.settings.saveProvider(input)),
  removeProvider: route.settings.removeProvider.handler(({ input, context }) =>
    context.settings.removeProvider(input.providerId),
  ),
  testProvider: route.settings.testProvider.handler(async ({ input, context }) => {
    const { host, models, facts } = await listModels(input, context.settings)
    await context.prices.learn(host, facts)
    const said = Object.values(facts)
    return {
      models,
      contexts: said.filter(({ context: size }) => size !== undefined).length,
      prices: said.filter(({ input: price }) => price !== undefined).length,
    }
  }),
  findOllama: route.settings.findOllama.handler(() => findOllama()),
}
