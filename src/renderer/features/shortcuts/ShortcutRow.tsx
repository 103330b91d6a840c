import { useRef } from 'react'
import { labelOf } from '../../lib/keys'
import type { Action } from '../../state/actions'
import { usePreferences } from '../../state/preferences'
import { defaultKeys, resetKeys, takeKeys } from '../../state/shortcuts'
import { IconButton } from '../../ui/IconButton'
import { MoreIcon } from '../../ui/icons'
import { Keys } from '../../ui/Keys'
import { Menu, MenuContent, MenuItem, MenuTrigger } from '../../ui/Menu'
import { KeyRecorder } from './KeyRecorder'
import { words } from './words'

interface ShortcutRowProps {
  action: Action
  name: string
  isRecording: boolean
  onRecord(isOn: boolean): void
}

/** One action, its keys, and the ways to change them. */
export function ShortcutRow({ action, name, isRecording, onRecord }: ShortcutRowProps) {
  const given = usePreferences(({ keys }) => keys[action.id])
  const keys = given ?? defaultKeys(action)
  const button = useRef<HTMLButtonElement>(null)

  function finish(): void {
    onRecord(false)
    requestAnimationFrame(() => button.current?.focus())
  }

  if (isRecording) {
    return (
      <li className="rounded-m bg-band px-2.5 py-1.5">
        <KeyRecorder action={action} name={name} onDone={finish} />
      </li>
    )
  }
  return (
    <li className="flex min-h-8 items-center rounded-m hover:bg-hover">
      <button
        ref={button}
        type="button"
        onClick={() => onRecord(true)}
        className="flex min-h-8 min-w-0 flex-1 items-center gap-4 rounded-m px-2.5 text-start text-ui -outline-offset-2 pointer-coarse:min-h-11"
      >
        <span className="min-w-0 flex-1">{name}</span>
        <span className="flex flex-none flex-wrap justify-end gap-1.5">
          {keys.map((one) => (
            <Keys key={one} label={labelOf(one)} />
          ))}
          {keys.length === 0 && <span className="text-small text-ink-3">{words.none}</span>}
        </span>
        <span className="sr-only">{words.changeKeys}</span>
      </button>
      {/* Room for the menu where there is none, so that all keys end at one edge. */}
      <span className="flex w-8 flex-none justify-center">
        {(keys.length > 0 || given !== undefined) && (
          <Menu>
            <MenuTrigger asChild>
              <IconButton size="small" label={words.more(name)} icon={<MoreIcon />} />
            </MenuTrigger>
            <MenuContent align="end">
              {keys.length > 0 && <MenuItem onSelect={() => takeKeys(action)}>{words.remove}</MenuItem>}
              {given !== undefined && <MenuItem onSelect={() => resetKeys(action)}>{words.reset}</MenuItem>}
            </MenuContent>
          </Menu>
        )}
      </span>
    </li>
  )
}
