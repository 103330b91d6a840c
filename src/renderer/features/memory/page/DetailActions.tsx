import { useState } from 'react'
import type { MemoryDetail } from '../../../../shared/contract/memories'
import { draftOfMemory, useDrafts } from '../../../state/drafts'
import { useForgetting } from '../../../state/forgetting'
import { showMetadata } from '../../../state/metadata'
import { Button } from '../../../ui/Button'
import { ErrorNote } from '../../../ui/ErrorNote'
import { ArchiveIcon, DeleteIcon, EditIcon, ForgetIcon, MergeIcon, MetadataIcon } from '../../../ui/icons'
import { words as memoryWords } from '../words'
import { stateOf } from './memories-of-page'
import { changeMemories, useChangeError } from './memory-changes'
import { MergeDialog } from './MergeDialog'
import { words } from './words'

/** What one can do with a memory as a whole. */
export function DetailActions({ detail: { memory }, onGone }: { detail: MemoryDetail; onGone(): void }) {
  const [isMerging, setMerging] = useState(false)
  const error = useChangeError((change) => (change.memoryId === memory.id ? change.error : null))
  const begin = useDrafts((drafts) => drafts.begin)
  const isEditing = useDrafts(({ drafts }) => draftOfMemory(memory.id) in drafts)
  const forget = useForgetting((forgetting) => forgetting.begin)
  const state = stateOf(memory)
  if (isEditing) return null
  return (
    <>
      <div className="-ms-2 flex flex-wrap gap-0.5">
        {state === 'deleted' ? (
          <Button changes look="bare" size="small" onClick={() => void changeMemories([memory], 'restore')}>
            {words.bringBack}
          </Button>
        ) : (
          <>
            <Button
              changes
              look="bare"
              size="small"
              data-edit-memory=""
              onClick={() => begin(draftOfMemory(memory.id), { text: memory.content, base: memory.content })}
            >
              <EditIcon />
              {words.edit}
            </Button>
            <Button
              changes
              look="bare"
              size="small"
              onClick={() => void changeMemories([memory], state === 'archived' ? 'unarchive' : 'archive')}
            >
              <ArchiveIcon />
              {state === 'archived' ? words.unarchive : words.archive}
            </Button>
            <Button changes look="bare" size="small" onClick={() => setMerging(true)}>
              <MergeIcon />
              {words.merge}
            </Button>
            <Button
              look="bare"
              size="small"
              onClick={() => showMetadata({ target: { kind: 'memory', id: memory.id }, name: memory.content })}
            >
              <MetadataIcon />
              {memoryWords.metadata}
            </Button>
            <Button
              changes
              look="bare"
              size="small"
              onClick={() => void changeMemories([memory], 'delete').then((done) => done && onGone())}
            >
              <DeleteIcon />
              {words.delete}
            </Button>
            <Button
              changes
              look="bare"
              size="small"
              className="text-danger!"
              onClick={() => forget({ target: { kind: 'memory', memoryId: memory.id }, name: memory.content, onGone })}
            >
              <ForgetIcon />
              {words.forget}
            </Button>
          </>
        )}
      </div>
      {error && <ErrorNote {...error} />}
      {isMerging && <MergeDialog memory={memory} onClose={() => setMerging(false)} />}
    </>
  )
}
