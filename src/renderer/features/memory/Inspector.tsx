import { useEffect, useState } from 'react'
import type { Persona } from '../../../shared/contract/personas'
import { announce } from '../../lib/announcer'
import { useForgetting } from '../../state/forgetting'
import { IconButton } from '../../ui/IconButton'
import { PanelRightIcon } from '../../ui/icons'
import { openMemoryPage } from '../../state/memory-page'
import { TextLink } from '../../ui/TextLink'
import { AcceptedKinds } from './AcceptedKinds'
import { Memories } from './Memories'
import { Notes } from './Notes'
import { Proposals } from './Proposals'
import { words } from './words'

interface InspectorProps {
  /** Null for "no persona", which has notes of its own. */
  persona: Persona | null
  onClose(): void
}

/** What a persona knows: its notes, and what it would like to add to them. */
export function Inspector({ persona, onClose }: InspectorProps) {
  const personaId = persona?.id ?? null
  const name = persona?.name ?? null
  const forget = useForgetting(({ begin }) => begin)
  const { isSaved, saySaved } = useSaved(personaId)
  return (
    <>
      <header className="title-row ps-5 pe-[calc(12px+var(--inset-end))]">
        <h2 className="truncate text-ui font-strong">{words.paneOf(name)}</h2>
        {isSaved && <span className="ms-1 flex-none text-small text-ink-3">{words.saved}</span>}
        <IconButton
          label={words.hide}
          className="ms-auto"
          isOn
          aria-expanded
          data-inspector-toggle=""
          icon={<PanelRightIcon />}
          onClick={onClose}
        />
      </header>
      <div data-scroller="" className="flex min-h-0 flex-1 flex-col gap-6 overflow-y-auto px-5 pt-1 pb-5">
        <Notes key={personaId} personaId={personaId} name={name} onSaved={saySaved} />
        <Proposals key={`proposals of ${personaId}`} personaId={personaId} name={name} />
        <Memories key={`memories of ${personaId}`} personaId={personaId} />
        <div className="flex flex-col items-start gap-1">
          <TextLink onClick={() => openMemoryPage('memories')}>{words.allMemories}</TextLink>
          <AcceptedKinds />
          <TextLink onClick={() => forget({ target: null, name: '' })}>{words.forgetWords}</TextLink>
        </div>
      </div>
    </>
  )
}

// Said in the title row for a while, without a toast.
function useSaved(personaId: string | null) {
  const [savedFor, setSavedFor] = useState<{ personaId: string | null } | null>(null)
  useEffect(() => {
    if (savedFor === null) return
    const timer = setTimeout(() => setSavedFor(null), 4_000)
    return () => clearTimeout(timer)
  }, [savedFor])
  return {
    isSaved: savedFor !== null && savedFor.personaId === personaId,
    saySaved: () => {
      setSavedFor({ personaId })
      announce(words.saved)
    },
  }
}
