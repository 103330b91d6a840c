import { useState } from 'react'
import { announce } from '../../lib/announcer'
import { nameOfAction } from '../../state/actions'
import { usePreferences } from '../../state/preferences'
import { resetAllKeys } from '../../state/shortcuts'
import { Button } from '../../ui/Button'
import { shortcutGroups } from './groups'
import { ShortcutRow } from './ShortcutRow'
import { words } from './words'

/** All actions with their keys, each to be given others. */
export function Shortcuts() {
  const [recordingId, setRecordingId] = useState<string | null>(null)
  const isChanged = usePreferences(({ keys }) => Object.keys(keys).length > 0)
  return (
    <div className="flex flex-col gap-5">
      <p className="text-ui text-ink-2">{words.detail}</p>
      {shortcutGroups(() => true).map(({ group, actions }) => {
        if (actions.length === 0) return null
        return (
          <div key={group} role="group" aria-label={words.groups[group]}>
            <h3 className="pb-1 text-small text-ink-2">{words.groups[group]}</h3>
            <ul className="-mx-2.5">
              {actions.map((action) => (
                <ShortcutRow
                  key={action.id}
                  action={action}
                  name={nameOfAction(action)}
                  isRecording={recordingId === action.id}
                  onRecord={(isOn) => setRecordingId(isOn ? action.id : null)}
                />
              ))}
            </ul>
          </div>
        )
      })}
      <div>
        <Button
          disabled={!isChanged}
          onClick={() => {
            resetAllKeys()
            announce(words.resetAllDone)
          }}
        >
          {words.resetAll}
        </Button>
      </div>
    </div>
  )
}
