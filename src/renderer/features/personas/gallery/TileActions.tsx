import type { PersonaCard } from '../../../../shared/contract/personas'
import { Button } from '../../../ui/Button'
import { IconButton } from '../../../ui/IconButton'
import { MoreIcon } from '../../../ui/icons'
import { Menu, MenuContent, MenuItem, MenuTrigger } from '../../../ui/Menu'
import { useAfterMenu } from '../../../ui/use-after-menu'
import {
  archivePersona,
  duplicatePersona,
  editPersona,
  forgetPersona,
  restorePersona,
  showPersonaMetadata,
} from '../persona-actions'
import { words as personaWords } from '../words'
import { words } from './words'

/** What one can do with a persona besides talking to it. */
export function TileActions({ card: { persona, isArchived } }: { card: PersonaCard }) {
  const afterMenu = useAfterMenu()
  const name = persona?.name ?? words.noPersona
  // Above the button that the whole tile is.
  const place = 'relative -ms-2 mt-1 flex items-center gap-0.5'
  if (persona && isArchived) {
    return (
      <div className={place}>
        <Button
          changes
          size="small"
          look="bare"
          aria-label={words.takeBackOne(name)}
          onClick={() => void restorePersona(persona)}
        >
          {words.takeBack}
        </Button>
        <Button
          changes
          size="small"
          look="bare"
          aria-label={words.forgetOne(name)}
          onClick={() => forgetPersona(persona)}
        >
          {words.forget}
        </Button>
      </div>
    )
  }
  return (
    <div className={place}>
      <Button size="small" look="bare" aria-label={words.editOne(name)} onClick={() => editPersona(persona)}>
        {words.edit}
      </Button>
      {persona && (
        <Menu>
          <MenuTrigger asChild>
            <IconButton size="small" label={words.more(name)} icon={<MoreIcon />} />
          </MenuTrigger>
          <MenuContent align="start" onCloseAutoFocus={afterMenu.onCloseAutoFocus}>
            <MenuItem changes onSelect={() => afterMenu.later(() => duplicatePersona(persona))}>
              {words.duplicate}
            </MenuItem>
            <MenuItem changes onSelect={() => afterMenu.later(() => void archivePersona(persona))}>
              {words.archive}
            </MenuItem>
            <MenuItem onSelect={() => afterMenu.later(() => showPersonaMetadata(persona))}>
              {personaWords.metadata}
            </MenuItem>
            <MenuItem changes isDanger onSelect={() => afterMenu.later(() => forgetPersona(persona))}>
              {words.forget}
            </MenuItem>
          </MenuContent>
        </Menu>
      )}
    </div>
  )
}
