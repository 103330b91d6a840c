import { useSession } from '../../../state/session'
import { useLeftBehind } from '../../../state/use-backups'

/** Where everything of this computer lies. Empty before it was said. */
export function useDataFolder(): string {
  const { data: leftBehind } = useLeftBehind()
  const inUse = useSession(({ ready }) => (ready?.database.kind === 'embedded' ? ready.database.folder : undefined))
  return leftBehind?.folder ?? inUse ?? ''
}
