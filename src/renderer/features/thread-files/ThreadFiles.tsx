import { useThreadFiles } from '../../state/thread-files'
import { OpenThreadFile } from './OpenThreadFile'
import { PrintThread } from './PrintThread'
import { SaveThreads } from './SaveThreads'

/** What is being done with a thread and a file. */
export function ThreadFiles() {
  const wish = useThreadFiles((files) => files.wish)
  switch (wish?.kind) {
    case 'save':
      return <SaveThreads threads={wish.threads} />
    case 'print':
      return <PrintThread threadId={wish.threadId} />
    case 'open':
      return <OpenThreadFile key={wish.id} source={wish.source} />
    case undefined:
      return null
  }
}
