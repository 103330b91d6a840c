import { useMutation } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { announce } from '../../../lib/announcer'
import { copyText } from '../../../lib/copy'
import { Button } from '../../../ui/Button'
import { ErrorNote } from '../../../ui/ErrorNote'
import { Form, FormRow } from '../../../ui/Field'
import { wordsOf } from '../../../wire/failure'
import { rpc } from '../../../wire/rpc'
import { words } from './words'

/** An access token to try things out with. It passes through this page only where main has no clipboard. */
export function OwnToken() {
  const [said, setSaid] = useState<string | null>(null)
  const copy = useMutation({
    async mutationFn() {
      const { token, expiresAt } = await rpc.localApi.copyToken()
      if (token !== null) await copyText(token)
      return Math.max(1, Math.round((Date.parse(expiresAt) - Date.now()) / 60_000))
    },
    onSuccess(minutes) {
      setSaid(words.tokenHint(words.minutes(minutes)))
      announce(words.copied)
    },
  })
  const { isSuccess, reset } = copy
  useEffect(() => {
    if (!isSuccess) return
    const timer = setTimeout(reset, 2_000)
    return () => clearTimeout(timer)
  }, [isSuccess, reset])

  return (
    <Form onSubmit={(event) => event.preventDefault()}>
      <FormRow label={words.token}>
        <p className="pt-[7px] text-small text-ink-3 max-narrow:pt-0">{words.tokenWhat}</p>
        <Button size="small" className="mt-2" isBusy={copy.isPending} onClick={() => copy.mutate()}>
          {isSuccess ? words.copied : words.copyToken}
        </Button>
        {said && <p className="mt-2 text-small text-ink-2">{said}</p>}
        {copy.isError && (
          <div className="mt-3">
            <ErrorNote {...wordsOf(copy.error)} />
          </div>
        )}
      </FormRow>
    </Form>
  )
}
