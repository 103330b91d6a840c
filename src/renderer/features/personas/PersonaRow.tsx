import type { KeyboardEvent } from 'react'
import type { Persona } from '../../../shared/contract/personas'
import { usePicture } from '../../state/pictures'
import { Option } from '../../ui/ListBox'
import { Mark } from '../../ui/Mark'
import { ContextMenu, ContextMenuContent, ContextMenuItem, ContextMenuTrigger } from '../../ui/Menu'
import { useUnchangeable } from '../../ui/unchangeable'
import { useAfterMenu } from '../../ui/use-after-menu'
import { archivePersona, duplicatePersona, editPersona, forgetPersona, showPersonaMetadata } from './persona-actions'
import { words } from './words'

interface PersonaRowProps {
  /** Null: nobody in particular, who can be set up and not be put away. */
  persona: Persona | null
  value: string
  isSelected: boolean
  onChoose(): void
}

/** One persona in the list. Its actions are in its own menu, on F2 and Delete. */
export function PersonaRow({ persona, value, isSelected, onChoose }: PersonaRowProps) {
  const afterMenu = useAfterMenu()
  const unchangeable = useUnchangeable()
  const picture = usePicture(persona?.settings.picture)

  function handleKey(event: KeyboardEvent): void {
    if (event.key === 'F2') editPersona(persona)
    else if (event.key === 'Delete' && persona) {
      if (unchangeable === null) void archivePersona(persona)
    } else return
    event.preventDefault()
  }

  return (
    <ContextMenu>
      <ContextMenuTrigger asChild>
        <Option
          value={value}
          isSelected={isSelected}
          isQuiet
          data-persona=""
          {...(persona && { 'data-accent': persona.accent })}
          onChoose={onChoose}
          onKeyDown={handleKey}
        >
          <Mark name={persona?.name ?? null} emoji={persona?.settings.emoji} src={picture} isCurrent={isSelected} />
          <span dir="auto" className="truncate">
            {persona?.name ?? words.noPersona}
          </span>
        </Option>
      </ContextMenuTrigger>
      <ContextMenuContent
        onCloseAutoFocus={(event) => {
          event.preventDefault()
          afterMenu.onCloseAutoFocus()
        }}
      >
        <ContextMenuItem shortcut={words.editShortcut} onSelect={() => afterMenu.later(() => editPersona(persona))}>
          {words.edit}
        </ContextMenuItem>
        {persona && (
          <>
            <ContextMenuItem changes onSelect={() => afterMenu.later(() => duplicatePersona(persona))}>
              {words.duplicate}
            </ContextMenuItem>
            <ContextMenuItem
              changes
              shortcut={words.archiveShortcut}
              onSelect={() => afterMenu.later(() => void archivePersona(persona))}
            >
              {words.archive}
            </ContextMenuItem>
            <ContextMenuItem onSelect={() => afterMenu.later(() => showPersonaMetadata(persona))}>
              {words.metadata}
            </ContextMenuItem>
            <ContextMenuItem changes isDanger onSelect={() => afterMenu.later(() => forgetPersona(persona))}>
              {words.forget}
            </ContextMenuItem>
          </>
        )}
      </ContextMenuContent>
    </ContextMenu>
  )
}
