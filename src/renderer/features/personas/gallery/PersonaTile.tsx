import type { PersonaCard } from '../../../../shared/contract/personas'
import { ageOf, fullDate, shortDate } from '../../../lib/dates'
import { useToday } from '../../../lib/use-today'
import { useOpen } from '../../../state/open'
import { usePicture } from '../../../state/pictures'
import { Mark } from '../../../ui/Mark'
import { TileActions } from './TileActions'
import { firstLine } from './arranged'
import { words } from './words'

/** One persona: who it is, what it is told first, and what it was told by its owner. */
export function PersonaTile({ card }: { card: PersonaCard }) {
  const { persona, isArchived } = card
  const picture = usePicture(persona?.settings.picture)
  const isWith = useOpen((open) => open.personaId === (persona?.id ?? null))
  const name = persona?.name ?? words.noPersona
  const told = persona ? firstLine(persona.instructions) || words.noInstructions : words.noPersonaWhat

  function talk(): void {
    const open = useOpen.getState()
    open.choosePersona(persona?.id ?? null)
    open.focusComposer()
  }

  return (
    <li
      data-accent={persona?.accent ?? 'graphite'}
      className="group relative flex gap-3.5 rounded-l p-3 transition-colors duration-(--dur-1) hover:bg-hover"
    >
      <Mark
        name={persona?.name ?? null}
        emoji={persona?.settings.emoji}
        src={picture}
        isCurrent={isWith && !isArchived}
        size="large"
      />
      <div className="min-w-0 flex-1">
        <p className="flex h-6 items-center text-row font-strong">
          {isArchived ? (
            <span dir="auto" className="min-w-0 truncate">
              {name}
            </span>
          ) : (
            <button
              type="button"
              aria-label={words.talkTo(name)}
              aria-current={isWith || undefined}
              // The whole tile is the button; what can be done besides lies above it.
              className="min-w-0 truncate rounded-s text-start after:absolute after:inset-0 after:rounded-l"
              onClick={talk}
            >
              {name}
            </button>
          )}
        </p>
        <p className="line-clamp-2 text-small text-ink-2 [overflow-wrap:anywhere]">{told}</p>
        <Facts card={card} />
        <TileActions card={card} />
      </div>
    </li>
  )
}

function Facts({ card: { threads, memories, proposals, lastMessageAt } }: { card: PersonaCard }) {
  const now = useToday()
  const counts = [
    threads > 0 && words.threads(threads),
    memories > 0 && words.memories(memories),
    proposals > 0 && words.proposals(proposals),
  ].filter(Boolean)
  const at = lastMessageAt === null ? null : new Date(lastMessageAt)
  return (
    <p className="mt-1 text-micro text-ink-3">
      {counts.length === 0 ? words.knowsNothing : counts.join(' · ')}
      {at && (
        <>
          {' · '}
          <time dateTime={at.toISOString()} title={fullDate(at)}>
            {whenInWords(at, now)}
          </time>
        </>
      )}
    </p>
  )
}

function whenInWords(at: Date, now: Date): string {
  const age = ageOf(at, now)
  const short = shortDate(at, now)
  return age === 'today' ? words.lastTalkedAt(short) : words.lastTalkedOn(short)
}
