import { useQuery } from '@tanstack/react-query'
import { useOpen } from '../state/open'
import { usePicture } from '../state/pictures'
import { usePersona } from '../state/use-persona'
import { ChoiceMenu } from '../ui/ChoiceMenu'
import { ChevronDownIcon } from '../ui/icons'
import { Mark } from '../ui/Mark'
import { queries } from '../wire/rpc'
import { words } from './words'

const none = 'none'

/** Who answers; the model is the one that persona has. Another persona means a new thread: threads keep theirs. */
export function PersonaChoice() {
  const persona = usePersona()
  const picture = usePicture(persona?.settings.picture)
  const { data: personas = [] } = useQuery(queries.personas.list.queryOptions())

  function choose(value: string): void {
    useOpen.setState({ personaId: value === none ? null : value })
    useOpen.getState().startThread()
  }

  return (
    <ChoiceMenu
      value={persona?.id ?? none}
      groups={[
        {
          key: 'personas',
          options: [
            ...personas.map(({ id, name }) => ({ value: id, words: name })),
            { value: none, words: words.noPersona },
          ],
        },
      ]}
      search={{ label: words.search, nothing: words.nobody }}
      onChange={choose}
      trigger={
        <button
          type="button"
          className="flex h-8 max-w-48 min-w-0 flex-none items-center gap-2 rounded-m px-2 text-ui text-ink-2 hover:bg-hover hover:text-ink data-[state=open]:bg-hover pointer-coarse:h-11"
        >
          <Mark name={persona?.name ?? null} emoji={persona?.settings.emoji} src={picture} isCurrent={false} />
          <span className="sr-only">{words.answersAs}</span>
          <span dir="auto" className="truncate">
            {persona?.name ?? words.noPersona}
          </span>
          <ChevronDownIcon className="flex-none text-ink-3" />
        </button>
      }
    />
  )
}
