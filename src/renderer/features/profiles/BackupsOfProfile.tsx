import type { ReactNode } from 'react'
import { useSession } from '../../state/session'
import { words } from './words'

/** The backups of the database on this computer; for a project, where its own are. */
export function BackupsOfProfile({ backups }: { backups: ReactNode }) {
  const isRemote = useSession(({ ready }) => ready?.database.kind === 'remote')
  return isRemote ? <p className="text-ui text-ink-2">{words.backupsElsewhere}</p> : backups
}
