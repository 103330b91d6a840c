import { lazy, Suspense } from 'react'
import type { SessionState } from '../../shared/contract/session'
import { OtherProfiles } from '../features/profiles/OtherProfiles'
import { rpc } from '../wire/rpc'
import { useShownLanguage } from './use-shown-language'
import { useShownTheme } from './use-shown-theme'

const SignInScreen = lazy(async () => ({
  default: (await import('../features/accounts/sign-in/SignInScreen')).SignInScreen,
}))

/** In place of everything, while nobody is signed in to the server of the profile that is open. */
export function SignIn({ state }: { state: Extract<SessionState, { phase: 'signed-out' }> }) {
  useShownTheme()
  useShownLanguage()
  return (
    <Suspense fallback={null}>
      <SignInScreen state={state} onRetry={() => void rpc.profiles.reconnect()} profiles={<OtherProfiles />} />
    </Suspense>
  )
}
