import { useState } from 'react'
import { glimpse } from '../../../shared/domain/glimpse'
import { hideMetadata, useMetadata } from '../../state/metadata'
import type { MetadataSubject } from '../../state/metadata'
import { ConfirmDialog } from '../../ui/ConfirmDialog'
import { Dialog } from '../../ui/Dialog'
import { EntryList } from './EntryList'
import { useEntries } from './use-entries'
import { words } from './words'

/** What is noted about one thread, message, memory or persona, and what its owner notes. */
export function MetadataDialog() {
  const subject = useMetadata((metadata) => metadata.subject)
  return subject && <Opened key={`${subject.target.kind} ${subject.target.id}`} subject={subject} />
}

function Opened({ subject }: { subject: MetadataSubject }) {
  const entries = useEntries(subject.target)
  const [isAsking, setAsking] = useState(false)
  return (
    <Dialog
      title={words.title(glimpse(subject.name))}
      close={words.close}
      isOpen
      onClose={() => (entries.unsaved > 0 ? setAsking(true) : hideMetadata())}
    >
      <EntryList entries={entries} />
      <ConfirmDialog
        isOpen={isAsking}
        title={words.discardTitle}
        detail={words.discardDetail(entries.unsaved)}
        keep={words.keepEditing}
        act={words.discard}
        onKeep={() => setAsking(false)}
        onAct={hideMetadata}
      />
    </Dialog>
  )
}
