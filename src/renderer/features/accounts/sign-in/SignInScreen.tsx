import { useState } from 'react'
import type { ReactNode } from 'react'
import type { SessionState } from '../../../../shared/contract/session'
import { useAccounts } from '../../../state/accounts'
import { Button } from '../../../ui/Button'
import { ErrorNote } from '../../../ui/ErrorNote'
import { Mark } from '../../../ui/Mark'
import { asFailure, wordsOfFailure } from '../../../wire/failure'
import { words } from '../words'
import { AwaitedNote } from './AwaitedNote'
import { CreateForm } from './CreateForm'
import { EmailForm } from './EmailForm'
import { OtherWays } from './OtherWays'
import { PasswordForm } from './PasswordForm'

type SignedOut = Extract<SessionState, { phase: 'signed-out' }>
export type Mode = 'password' | 'create' | 'link' | 'forgotten'

interface SignInScreenProps {
  state: SignedOut
  /** Asks again whether the server can be reached. */
  onRetry(): void
  /** The way to another profile. */
  profiles: ReactNode
}

/** Nobody is signed in to the server of this profile. What was typed stays through every error and change of way. */
export function SignInScreen({ state, onRetry, profiles }: SignInScreenProps) {
  const { profile, ways, ended } = state
  const { awaited, failure } = useAccounts()
  const [chosen, setMode] = useState<Mode | null>(null)
  const [email, setEmail] = useState('')
  const mode = chosen ?? (ways && !ways.password && ways.link ? 'link' : 'password')
  const host = profile.url && URL.canParse(profile.url) ? new URL(profile.url).host : (profile.url ?? '')
  const failed = failure && asFailure(failure)
  const shared = { email, onEmail: setEmail }

  return (
    <main data-accent={profile.colour} className="h-full overflow-y-auto p-6">
      <div className="mx-auto flex min-h-full w-full max-w-[600px] flex-col justify-center gap-6 py-8">
        <header className="flex items-center gap-3 ps-36 max-narrow:ps-0">
          <Mark name={profile.name} isCurrent size="large" />
          <div className="min-w-0">
            <h1 className="text-lead font-strong [overflow-wrap:anywhere]">{words.signIn.title(profile.name)}</h1>
            <p className="truncate text-small text-ink-3">{host}</p>
          </div>
        </header>
        {ended && !awaited && <p className="ps-36 text-ui text-ink-2 max-narrow:ps-0">{words.signIn.ended[ended]}</p>}
        {failed && (
          <div className="ps-36 max-narrow:ps-0">
            <ErrorNote {...wordsOfFailure(failed)} />
          </div>
        )}
        {awaited ? (
          <AwaitedNote awaited={awaited} className="ps-36 max-narrow:ps-0" />
        ) : ways ? (
          <>
            {mode === 'password' && ways.password && (
              <PasswordForm {...shared} onForgotten={() => setMode('forgotten')} />
            )}
            {mode === 'create' && <CreateForm {...shared} />}
            {(mode === 'link' || mode === 'forgotten') && <EmailForm key={mode} mode={mode} {...shared} />}
            <OtherWays ways={ways} mode={mode} onMode={setMode} />
          </>
        ) : (
          <div className="ps-36 max-narrow:ps-0">
            <ErrorNote title={words.signIn.offline} detail={words.signIn.offlineDetail(host)}>
              <Button onClick={onRetry}>{words.tryAgain}</Button>
            </ErrorNote>
          </div>
        )}
        <div className="ps-36 max-narrow:ps-0">{profiles}</div>
      </div>
    </main>
  )
}
