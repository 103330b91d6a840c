// A second Kith is better told before it has begun. Asking costs a start nothing where nobody has left a sign.
import { KithError } from '../../shared/errors'
import { readOwnerPid } from './owner-pid'

/** Throws DATABASE_BUSY when another process that is known has the folder. */
export async function refuseHeldFolder(folder: string): Promise<void> {
  const pid = readOwnerPid(folder)
  if (pid === null || pid === process.pid) return
  const { takeOwnerLock } = await import('./owner-lock')
  try {
    takeOwnerLock(folder).release()
  } catch (error) {
    // Whatever else speaks against it is met, and told, by opening it.
    if (error instanceof KithError && error.code === 'DATABASE_BUSY') throw error
  }
}
