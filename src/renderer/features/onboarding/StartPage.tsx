import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { draftOfThread, useDrafts } from '../../state/drafts'
import { useOpen } from '../../state/open'
import { usePreferences } from '../../state/preferences'
import { ThreadIcon } from '../../ui/icons'
import { queries } from '../../wire/rpc'
import { FirstSteps } from './FirstSteps'
import { words } from './words'

/** Where a thread begins, and Kith does: a question, the composer, and something to begin with. */
export function StartPage({ composer }: { composer: ReactNode }) {
  const personaId = useOpen((open) => open.personaId)
  const focusComposer = useOpen((open) => open.focusComposer)
  const write = useDrafts((drafts) => drafts.write)
  const hasFirstSteps = usePreferences((preferences) => preferences.hasFirstSteps)
  const { data: settings } = useQuery(queries.settings.get.queryOptions())

  function begin(text: string): void {
    write(draftOfThread(null, personaId), text)
    focusComposer()
  }

  return (
    <div className="flex min-h-0 flex-1 flex-col overflow-y-auto [scrollbar-gutter:stable_both-edges] @max-[560px]:[scrollbar-gutter:auto]">
      <div className="my-auto pt-4 pb-18">
        <div className="mx-auto max-w-[672px] px-8 @max-[560px]:px-6">
          <h1 className="text-display font-strong text-balance">{words.title}</h1>
          <p className="mt-1.5 text-read text-balance text-ink-2">{words.lead}</p>
        </div>
        <div className="pt-7">{composer}</div>
        <div className="mx-auto max-w-[672px] px-8 @max-[560px]:px-6">
          <ul className="-ms-2.5">
            {words.suggestions.map((suggestion) => (
              <li key={suggestion}>
                <button
                  type="button"
                  onClick={() => begin(suggestion)}
                  className="flex min-h-(--row) w-full items-center gap-2.5 rounded-m px-2.5 text-start text-ui text-ink-2 hover:bg-hover hover:text-ink"
                >
                  <ThreadIcon />
                  {suggestion}
                </button>
              </li>
            ))}
          </ul>
          {settings && hasFirstSteps && <FirstSteps settings={settings} />}
        </div>
      </div>
    </div>
  )
}
