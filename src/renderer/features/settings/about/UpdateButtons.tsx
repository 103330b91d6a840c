import { useMutation } from '@tanstack/react-query'
import type { UpdateState } from '../../../../shared/contract/updates'
import { Button } from '../../../ui/Button'
import { queries } from '../../../wire/rpc'
import { words } from './words'

/** What can be done next. How it goes is in the state, which main tells. */
export function UpdateButtons({ state }: { state: UpdateState }) {
  const check = useMutation(queries.updates.check.mutationOptions())
  const download = useMutation(queries.updates.download.mutationOptions())
  const install = useMutation(queries.updates.install.mutationOptions())
  const postpone = useMutation(queries.updates.postpone.mutationOptions())
  switch (state.phase) {
    case 'current':
      return (
        <Button size="small" onClick={() => check.mutate(undefined)}>
          {words.checkNow}
        </Button>
      )
    case 'available':
      return (
        <Button size="small" onClick={() => download.mutate(undefined)}>
          {words.download}
        </Button>
      )
    case 'downloaded':
      return (
        <Button size="small" onClick={() => install.mutate(undefined)}>
          {words.install}
        </Button>
      )
    case 'waiting':
      return (
        <Button size="small" onClick={() => postpone.mutate(undefined)}>
          {words.postpone}
        </Button>
      )
    case 'failed':
      return (
        <Button
          size="small"
          onClick={() => (state.version === null ? check.mutate(undefined) : download.mutate(undefined))}
        >
          {words.tryAgain}
        </Button>
      )
    case 'checking':
    case 'downloading':
    case 'elsewhere':
      return null
  }
}
