import { useState } from 'react'
import type { DesktopChoice, DesktopPresent } from '../../../../shared/contract/desktop'
import { Button } from '../../../ui/Button'
import { FormRow } from '../../../ui/Field'
import { ChoiceRow, onOff } from './ChoiceRow'
import { useChoose } from './use-choose'
import { words } from './words'

interface NotesRowsProps {
  choice: DesktopChoice
  /** Null in a browser, which has to allow them. */
  present: DesktopPresent | null
}

export function NotesRows({ choice, present }: NotesRowsProps) {
  const notes = useChoose()
  const withWords = useChoose()
  const canNotify = present ? present.canNotify : 'Notification' in window
  if (!canNotify) {
    return (
      <FormRow label={words.notes}>
        <p className="pt-[7px] text-ui max-narrow:pt-0">{words.notesUnsupported}</p>
      </FormRow>
    )
  }
  return (
    <>
      <ChoiceRow
        label={words.notes}
        words={words.ways}
        value={onOff(choice.notifies)}
        hint={words.notesHint}
        error={notes.error}
        onChange={(value) => notes.mutate({ notifies: value === 'on' })}
      >
        {choice.notifies && present === null && <BrowserPermission />}
      </ChoiceRow>
      {choice.notifies && (
        <ChoiceRow
          label={words.notesWithWords}
          words={words.noteWords}
          value={choice.notifiesWithWords ? 'words' : 'who'}
          hint={words.noteWordsHint}
          error={withWords.error}
          onChange={(value) => withWords.mutate({ notifiesWithWords: value === 'words' })}
        />
      )}
    </>
  )
}

/** A browser asks its owner only when they have clicked something. */
function BrowserPermission() {
  const [permission, setPermission] = useState(Notification.permission)
  if (permission === 'granted') return null
  if (permission === 'denied') return <p className="mt-2 text-small text-ink-2">{words.denied}</p>
  return (
    <div className="mt-2 flex flex-wrap items-center gap-x-3 gap-y-1">
      <Button size="small" onClick={() => void Notification.requestPermission().then(setPermission)}>
        {words.allow}
      </Button>
      <span className="text-small text-ink-3">{words.allowHint}</span>
    </div>
  )
}
