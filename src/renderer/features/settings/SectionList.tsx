import { useEffect, useState } from 'react'
import type { RefObject } from 'react'
import type { SettingsAim } from '../../state/open'
import { showSection } from './Section'
import { words } from './words'

type Part = SettingsAim['kind']

const parts: readonly { part: Part; title: string }[] = [
  { part: 'model', title: words.model },
  { part: 'providers', title: words.providers },
  { part: 'meaning', title: words.meaning },
  { part: 'memory', title: words.memory },
  { part: 'appearance', title: words.appearance },
  { part: 'desktop', title: words.desktop },
  { part: 'tools', title: words.tools },
  { part: 'account', title: words.account },
  { part: 'local-api', title: words.localApi },
  { part: 'shortcuts', title: words.shortcuts },
  { part: 'profiles', title: words.profiles },
  { part: 'data', title: words.data },
  { part: 'backups', title: words.backups },
  { part: 'troubleshooting', title: words.troubleshooting },
  { part: 'about', title: words.about },
  { part: 'licences', title: words.licences },
]

/** The parts of the page at its side, where there is room: the one that is being read is marked. */
export function SectionList({ scroller }: { scroller: RefObject<HTMLElement | null> }) {
  const present = usePresentPart(scroller)

  function goTo(part: Part): void {
    const section = scroller.current?.querySelector<HTMLElement>(`[data-section="${part}"]`)
    if (section) showSection(section)
  }

  return (
    <nav aria-label={words.sections} className="w-44 flex-none ps-4 pt-2 @max-[900px]:hidden">
      <ul className="flex flex-col">
        {parts.map(({ part, title }) => (
          <li key={part}>
            <button
              type="button"
              aria-current={part === present ? 'location' : undefined}
              onClick={() => goTo(part)}
              className={
                part === present
                  ? 'flex min-h-(--row) w-full items-center rounded-m bg-active px-2.5 text-start text-ui font-strong text-ink'
                  : 'flex min-h-(--row) w-full items-center rounded-m px-2.5 text-start text-ui text-ink-2 hover:bg-hover hover:text-ink'
              }
            >
              {title}
            </button>
          </li>
        ))}
      </ul>
    </nav>
  )
}

/** The last part whose heading has come up to the top; at the end of the page, the last of all. */
function usePresentPart(scroller: RefObject<HTMLElement | null>): Part | null {
  const [present, setPresent] = useState<Part | null>(null)
  useEffect(() => {
    const element = scroller.current
    if (!element) return
    function look(): void {
      if (!element) return
      const sections = [...element.querySelectorAll<HTMLElement>('[data-section]')]
      const isAtEnd = element.scrollTop + element.clientHeight >= element.scrollHeight - 2
      const edge = element.getBoundingClientRect().top + 80
      const last = isAtEnd ? sections.at(-1) : sections.findLast((one) => one.getBoundingClientRect().top <= edge)
      setPresent(((last ?? sections[0])?.dataset['section'] as Part | undefined) ?? null)
    }
    look()
    element.addEventListener('scroll', look, { passive: true })
    const grown = new ResizeObserver(look)
    grown.observe(element.firstElementChild ?? element)
    return () => {
      element.removeEventListener('scroll', look)
      grown.disconnect()
    }
  }, [scroller])
  return present
}
