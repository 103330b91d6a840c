import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { ApiKey } from '../../../../shared/contract/local-api'
import { announce } from '../../../lib/announcer'
import { fullDate } from '../../../lib/dates'
import { Button } from '../../../ui/Button'
import { ConfirmDialog } from '../../../ui/ConfirmDialog'
import { ErrorNote } from '../../../ui/ErrorNote'
import { wordsOf } from '../../../wire/failure'
import { queries } from '../../../wire/rpc'
import { useRevokeKey } from './use-local-api'
import { words } from './words'

/** A key: what it may, how long, when it was last used; and the end of it. */
export function KeyRow({ apiKey }: { apiKey: ApiKey }) {
  const { id, name, personas, mayWrite, expiresAt, lastUsedAt } = apiKey
  const [isAsking, setAsking] = useState(false)
  const [now] = useState(Date.now)
  const known = useQuery(queries.personas.list.queryOptions()).data
  const persona = known?.find((one) => personas.kind === 'one' && one.id === personas.personaId)
  const revoke = useRevokeKey()
  const isOver = expiresAt !== null && Date.parse(expiresAt) <= now
  const facts = [
    words.fact(words.sees(personas, persona?.name ?? null), mayWrite),
    expiresAt !== null && (isOver ? words.isOver : words.until(fullDate(new Date(expiresAt)))),
    lastUsedAt === null ? words.neverUsed : words.used(fullDate(new Date(lastUsedAt))),
  ]
  return (
    <li className="border-line py-2 not-first:border-t">
      <div className="flex items-center gap-2">
        <div className="min-w-0 flex-1">
          <p dir="auto" className="truncate text-ui">
            {name}
          </p>
          <p className={isOver ? 'text-small text-danger' : 'text-small text-ink-3'}>
            {facts.filter(Boolean).join(' · ')}
          </p>
        </div>
        <Button
          size="small"
          look="bare"
          aria-label={`${words.revoke} ${name}`}
          isBusy={revoke.isPending}
          onClick={() => setAsking(true)}
        >
          {words.revoke}
        </Button>
      </div>
      {revoke.isError && (
        <div className="mt-2">
          <ErrorNote {...wordsOf(revoke.error)} />
        </div>
      )}
      <ConfirmDialog
        isOpen={isAsking}
        title={words.revokeTitle(name)}
        detail={words.revokeDetail}
        keep={words.keep}
        act={words.revoke}
        onKeep={() => setAsking(false)}
        onAct={() => {
          setAsking(false)
          revoke.mutate({ keyId: id }, { onSuccess: () => announce(words.revoked(name)) })
        }}
      />
    </li>
  )
}
