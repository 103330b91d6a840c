import { route } from './implement'

export const about = {
  versions: route.about.versions.handler(({ context }) => context.versions),
}
