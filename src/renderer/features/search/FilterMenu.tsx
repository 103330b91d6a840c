import type { FoundPart } from '../../../shared/contract/search'
import { seek, useSearch, withFilter } from '../../state/search'
import type { Filter, FilterName } from '../../state/search'
import { Button } from '../../ui/Button'
import { PlusIcon } from '../../ui/icons'
import { Menu, MenuContent, MenuHeading, MenuItem, MenuTrigger } from '../../ui/Menu'
import { useAfterMenu } from '../../ui/use-after-menu'
import { daysBefore, written } from './typed-day'
import type { KnownPersona } from './typed-filters'
import { words } from './words'

const parts: readonly FoundPart[] = ['file', 'link', 'code', 'memory', 'metadata']

/** Everything one can filter by, for those who do not know its names. */
export function FilterMenu({ personas, now }: { personas: readonly KnownPersona[]; now: Date }) {
  const say = words.filters
  const afterMenu = useAfterMenu()
  const add = (filter: Filter) => seek({ filters: withFilter(useSearch.getState().filters, filter) })
  const since = (day: Date) => add({ name: 'after', value: written(day) })
  // What has to be said in words is written in the field, whose end is where one goes on.
  const begin = (name: FilterName) => {
    seek({ text: `${useSearch.getState().text.trimEnd()} ${say.names[name]}:`.trimStart() })
  }
  const focusField = () => {
    const field = document.querySelector<HTMLInputElement>('input[role=combobox]')
    field?.focus()
    field?.setSelectionRange(field.value.length, field.value.length)
  }
  const choose = (run: () => void) => {
    run()
    afterMenu.later(focusField)
  }
  const presets: [string, Date][] = [
    [say.since.today, now],
    [say.since.week, daysBefore(now, 6)],
    [say.since.month, daysBefore(now, 29)],
    [say.since.year, new Date(now.getFullYear(), 0, 1)],
  ]
  return (
    <Menu modal={false}>
      <MenuTrigger asChild>
        <Button look="bare" size="small" className="-ms-2">
          <PlusIcon />
          {say.add}
        </Button>
      </MenuTrigger>
      <MenuContent align="start" aria-label={say.label} onCloseAutoFocus={afterMenu.onCloseAutoFocus}>
        <MenuHeading>{say.headings.since}</MenuHeading>
        {presets.map(([name, day]) => (
          <MenuItem key={name} onSelect={() => choose(() => since(day))}>
            {name}
          </MenuItem>
        ))}
        <MenuItem onSelect={() => choose(() => begin('after'))}>{say.afterDay}</MenuItem>
        <MenuItem onSelect={() => choose(() => begin('before'))}>{say.beforeDay}</MenuItem>
        <MenuHeading>{say.headings.role}</MenuHeading>
        {(['user', 'assistant'] as const).map((role) => (
          <MenuItem key={role} onSelect={() => choose(() => add({ name: 'role', value: role }))}>
            {say.rolesAtLength[role]}
          </MenuItem>
        ))}
        <MenuHeading>{say.headings.persona}</MenuHeading>
        {[...personas, { id: 'none', name: say.noPersonaAtLength }].map(({ id, name }) => (
          <MenuItem key={id} onSelect={() => choose(() => add({ name: 'persona', value: id }))}>
            <bdi className="max-w-72 truncate">{name}</bdi>
          </MenuItem>
        ))}
        <MenuHeading>{say.headings.has}</MenuHeading>
        {parts.map((part) => (
          <MenuItem key={part} onSelect={() => choose(() => add({ name: 'has', value: part }))}>
            {say.partsAtLength[part]}
          </MenuItem>
        ))}
        <MenuItem onSelect={() => choose(() => begin('tag'))}>{say.tagged}</MenuItem>
      </MenuContent>
    </Menu>
  )
}
