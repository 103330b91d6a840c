import type { ProfileList } from '../../shared/contract/profiles'
import { reachProject } from '../profiles/reach-project'
import type { RouterContext } from './context'
import { route } from './implement'

export const profiles = {
  list: route.profiles.list.handler(({ context }) => listed(context)),
  save: route.profiles.save.handler(async ({ input, context }) => {
    const moves = context.profiles.moves(input)
    await context.lifecycle.saveProfile(input)
    if (moves) await context.localApi.forgetKeys({ profileId: input.id })
    context.changes.tell({ kind: 'profiles' })
    return listed(context)
  }),
  test: route.profiles.test.handler(({ input }) => reachProject(input)),
  remove: route.profiles.remove.handler(async ({ input, context }) => {
    await context.lifecycle.removeProfile(input.id)
    await context.localApi.forgetKeys({ profileId: input.id })
    context.changes.tell({ kind: 'profiles' })
    return listed(context)
  }),
  open: route.profiles.open.handler(({ input, context }) => context.lifecycle.openProfile(input.id)),
  schemaUpdate: route.profiles.schemaUpdate.handler(({ input, context }) => context.schemaUpdate(input)),
  reconnect: route.profiles.reconnect.handler(({ context }) => context.lifecycle.reconnect()),
}

async function listed({ profiles, lifecycle }: RouterContext): Promise<ProfileList> {
  const all = profiles.all().map(async (profile) => ({ ...profile, ...(await lifecycle.waitingFor(profile.id)) }))
  return { openId: profiles.present().id, profiles: await Promise.all(all) }
}
