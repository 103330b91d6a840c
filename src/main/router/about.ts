import { route } from './implement'

export const about = {
  versions: route.about.versions.handler(({ context }) => context.versions),
  installation: route.about.installation.handler(({ context }) => context.installation),
  licences: route.about.licences.handler(({ context }) => context.licences()),
  licence: route.about.licence.handler(async ({ input: { name, version }, context }) => {
    const all = await context.licences()
    return all.find((one) => one.name === name && one.version === version) ?? null
  }),
}
