import { useMutation } from '@tanstack/react-query'
import type { SignInWays } from '../../../../shared/contract/profiles'
import { Button } from '../../../ui/Button'
import { ErrorNote } from '../../../ui/ErrorNote'
import { FormRow } from '../../../ui/Field'
import { wordsOf } from '../../../wire/failure'
import { queries } from '../../../wire/rpc'
import { nameOfProvider } from '../provider-names'
import { words } from '../words'
import type { Mode } from './SignInScreen'
import { useOAuth } from './use-oauth'

interface OtherWaysProps {
  ways: SignInWays
  mode: Mode
  onMode(mode: Mode): void
}

/** What the server offers besides the form above. */
export function OtherWays({ ways, mode, onMode }: OtherWaysProps) {
  const oauth = useOAuth()
  const anonymous = useMutation(queries.accounts.signInAnonymously.mutationOptions())
  const error = oauth.error ?? anonymous.error
  const modes: { mode: Mode; said: string; isThere: boolean }[] = [
    { mode: 'password', said: words.signIn.back, isThere: ways.password && mode !== 'password' },
    { mode: 'link', said: words.signIn.link, isThere: ways.link && mode === 'password' },
    { mode: 'create', said: words.signIn.create, isThere: ways.signUp && mode !== 'create' },
  ]
  const hasNone = !ways.password && !ways.link && !ways.anonymous && ways.oauth.length === 0
  return (
    <div className="grid grid-cols-[120px_minmax(0,1fr)] gap-x-6 max-narrow:grid-cols-1">
      <FormRow label="">
        {hasNone && <p className="text-ui text-ink-2">{words.signIn.noWay}</p>}
        {ways.oauth.length > 0 && (
          <div className="flex flex-wrap gap-1.5 pb-4">
            {ways.oauth.map((provider) => (
              <Button
                key={provider}
                isBusy={oauth.isPending && oauth.provider === provider}
                onClick={() => oauth.begin(provider)}
              >
                {words.signIn.with(nameOfProvider(provider))}
              </Button>
            ))}
          </div>
        )}
        <div className="-ms-[9px] flex flex-wrap gap-x-2 gap-y-1">
          {modes.map(
            ({ mode, said, isThere }) =>
              isThere && (
                <Button key={mode} look="bare" onClick={() => onMode(mode)}>
                  {said}
                </Button>
              ),
          )}
          {ways.anonymous && mode === 'password' && (
            <Button look="bare" isBusy={anonymous.isPending} onClick={() => anonymous.mutate(undefined)}>
              {words.signIn.anonymous}
            </Button>
          )}
        </div>
        {error && (
          <div className="pt-3">
            <ErrorNote {...wordsOf(error)} />
          </div>
        )}
      </FormRow>
    </div>
  )
}
