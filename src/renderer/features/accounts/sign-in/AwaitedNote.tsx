import { useMutation } from '@tanstack/react-query'
import type { Awaited } from '../../../../shared/contract/accounts'
import { announce } from '../../../lib/announcer'
import { useAnnounced } from '../../../lib/use-announced'
import { Button } from '../../../ui/Button'
import { ErrorNote } from '../../../ui/ErrorNote'
import { wordsOf } from '../../../wire/failure'
import { queries } from '../../../wire/rpc'
import { nameOfProvider } from '../provider-names'
import { words } from '../words'
import { useOAuth } from './use-oauth'
import { useSecondsUntil } from './use-seconds-until'

/** The person has to do something elsewhere; what, and what to do when nothing comes of it. */
export function AwaitedNote({ awaited, className }: { awaited: Awaited; className?: string }) {
  const { kind, email, provider, mayResendAt } = awaited
  const resend = useMutation(queries.accounts.resend.mutationOptions({ onSuccess: () => announce(words.awaited.sent) }))
  const cancel = useMutation(queries.accounts.cancel.mutationOptions())
  const oauth = useOAuth()
  const seconds = useSecondsUntil(mayResendAt)
  const title = words.awaited.titles[kind]
  const detail = words.awaited.details[kind](kind === 'oauth' ? nameOfProvider(provider ?? '') : (email ?? ''))
  useAnnounced(`${title}. ${detail}`)
  const error = resend.error ?? oauth.error ?? cancel.error
  return (
    <section aria-label={title} className={className}>
      <h2 className="text-ui font-strong">{title}</h2>
      <p className="mt-1 text-ui text-ink-2 [overflow-wrap:anywhere]">{detail}</p>
      <div className="mt-3 flex flex-wrap gap-1.5">
        {kind === 'oauth' ? (
          <Button isBusy={oauth.isPending} onClick={() => provider && oauth.begin(provider)}>
            {words.awaited.openAgain}
          </Button>
        ) : (
          <Button disabled={seconds > 0} isBusy={resend.isPending} onClick={() => resend.mutate({})}>
            {seconds > 0 ? words.awaited.againIn(seconds) : words.awaited.again}
          </Button>
        )}
        <Button look="bare" isBusy={cancel.isPending} onClick={() => cancel.mutate(undefined)}>
          {words.awaited.stop}
        </Button>
      </div>
      {resend.isSuccess && <p className="mt-2 text-small text-ink-2">{words.awaited.sent}</p>}
      {error && (
        <div className="mt-3">
          <ErrorNote {...wordsOf(error)} />
        </div>
      )}
      {kind !== 'oauth' && (
        <div className="mt-5 text-small text-ink-2">
          <p className="font-strong">{words.awaited.nothing}</p>
          <ul className="mt-1 flex list-disc flex-col gap-1 ps-4">
            {words.awaited.reasons.map((reason) => (
              <li key={reason}>{reason}</li>
            ))}
          </ul>
        </div>
      )}
    </section>
  )
}
