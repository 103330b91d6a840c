import { announce } from '../../lib/announcer'
import { forgetRecent, keyOf, seek, useSearch } from '../../state/search'
import { SearchIcon } from '../../ui/icons'
import { TextLink } from '../../ui/TextLink'
import { wordsOfFilter } from './filter-input'
import type { KnownPersona } from './typed-filters'
import { words } from './words'

/** Nothing is looked for yet: what belongs here, and what was looked for before. */
export function BeforeSearching({ personas, now }: { personas: readonly KnownPersona[]; now: Date }) {
  const recent = useSearch((search) => search.recent)
  const calls = useSearch((search) => search.calls)
  const { names } = words.filters
  const focusField = () => useSearch.setState({ calls: calls + 1 })
  return (
    <div className="flex max-w-(--measure) flex-col gap-6 py-2">
      <div>
        <p className="text-ui text-ink">{words.empty}</p>
        <p className="mt-1 text-small text-ink-2">
          {words.emptyHint}{' '}
          {Object.values(names).map((name, index, all) => (
            <span key={name}>
              {index > 0 && (index === all.length - 1 ? ` ${words.emptyAnd} ` : ', ')}
              <code className="font-mono">{name}:</code>
            </span>
          ))}
          .
        </p>
      </div>
      {recent.length > 0 && (
        <section aria-label={words.recent}>
          <h2 className="flex items-center gap-3 text-small font-strong text-ink">
            {words.recent}
            <TextLink
              className="ms-auto font-normal"
              onClick={() => {
                forgetRecent()
                focusField()
                announce(words.cleared)
              }}
            >
              {words.clearRecent}
            </TextLink>
          </h2>
          <ul className="-mx-3 mt-1">
            {recent.map((sought) => {
              const filters = sought.filters.map((filter) => wordsOfFilter(filter, personas, now))
              return (
                <li key={keyOf(sought)}>
                  <button
                    type="button"
                    aria-label={words.searchAgain([sought.text, ...filters].filter(Boolean).join(', '))}
                    onClick={() => {
                      seek({ ...sought, kind: null })
                      focusField()
                    }}
                    className="flex min-h-(--row) w-full items-center gap-2.5 rounded-m px-3 text-start text-ui text-ink-2 hover:bg-hover hover:text-ink"
                  >
                    <SearchIcon className="text-ink-3" />
                    <bdi className="min-w-0 truncate">{sought.text}</bdi>
                    {filters.map((chip) => (
                      <bdi key={chip} className="min-w-0 truncate text-small text-ink-3">
                        {chip}
                      </bdi>
                    ))}
                  </button>
                </li>
              )
            })}
          </ul>
        </section>
      )}
    </div>
  )
}
