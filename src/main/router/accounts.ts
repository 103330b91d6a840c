import { EMBEDDED_PROFILE } from '../../shared/domain/embedded-profile'
import { route, stream } from './implement'

export const accounts = {
  watch: route.accounts.watch.handler(({ context, signal }) => stream(context.accounts.watch(signal), context)),

  signIn: route.accounts.signIn.handler(({ input, context }) => context.accounts.signIn(input)),
  signUp: route.accounts.signUp.handler(async ({ input, context }) => ({
    outcome: await context.accounts.signUp(input),
  })),
  signInAnonymously: route.accounts.signInAnonymously.handler(({ context }) => context.accounts.signInAnonymously()),
  sendLink: route.accounts.sendLink.handler(({ input, context }) => context.accounts.sendLink(input.email)),
  resetPassword: route.accounts.resetPassword.handler(({ input, context }) =>
    context.accounts.resetPassword(input.email),
  ),
  beginOAuth: route.accounts.beginOAuth.handler(async ({ input, context }) => ({
    url: await context.accounts.beginOAuth(input.provider),
  })),
  resend: route.accounts.resend.handler(({ input, context }) => context.accounts.resend(input.email)),
  cancel: route.accounts.cancel.handler(({ context }) => context.accounts.cancel()),

  details: route.accounts.details.handler(({ context }) => context.accounts.details()),
  rename: route.accounts.rename.handler(({ input, context }) => context.accounts.rename(input.name)),
  changePassword: route.accounts.changePassword.handler(({ input, context }) => context.accounts.changePassword(input)),
  sendCode: route.accounts.sendCode.handler(({ context }) => context.accounts.sendCode()),
  changeEmail: route.accounts.changeEmail.handler(async ({ input, context }) => ({
    outcome: await context.accounts.changeEmail(input.email),
  })),
  keep: route.accounts.keep.handler(async ({ input, context }) => ({ outcome: await context.accounts.keep(input) })),
  sessions: route.accounts.sessions.handler(async ({ context }) => ({
    sessions: await context.accounts.sessions(),
  })),
  signOut: route.accounts.signOut.handler(({ input, context }) => context.accounts.signOut(input.where)),

  local: {
    list: route.accounts.local.list.handler(({ context }) => context.accounts.local.list()),
    create: route.accounts.local.create.handler(({ input, context }) => context.accounts.local.create(input)),
    open: route.accounts.local.open.handler(({ input, context }) => context.accounts.local.open(input)),
    removePassword: route.accounts.local.removePassword.handler(({ input, context }) =>
      context.accounts.local.removePassword(input.current),
    ),
    contents: route.accounts.local.contents.handler(({ input, context }) => context.accounts.local.contents(input)),
    remove: route.accounts.local.remove.handler(async ({ input, context }) => {
      await context.accounts.local.remove(input)
      await context.localApi.forgetKeys({ profileId: EMBEDDED_PROFILE, userId: input.account })
    }),
  },
}
