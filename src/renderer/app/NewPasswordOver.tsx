import { lazy, Suspense } from 'react'
import { useAccounts } from '../state/accounts'

const NewPassword = lazy(async () => ({ default: (await import('../features/accounts/NewPassword')).NewPassword }))

/** The choice of a new password, read when somebody came in by the link of a forgotten one. */
export function NewPasswordOver() {
  const isWanted = useAccounts((state) => state.wantsNewPassword)
  if (!isWanted) return null
  return (
    <Suspense>
      <NewPassword />
    </Suspense>
  )
}
