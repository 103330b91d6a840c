import { useQuery } from '@tanstack/react-query'
import type { Licence } from '../../../../shared/contract/about'
import { ErrorNote } from '../../../ui/ErrorNote'
import { FileIcon } from '../../../ui/icons'
import { Fold } from '../../../ui/Fold'
import { wordsOf } from '../../../wire/failure'
import { queries } from '../../../wire/rpc'
import { words } from '../words'

/** One package; unfolded, the text it comes with, word for word. */
export function LicenceRow({ name, version, licence, offered, address }: Omit<Licence, 'text'>) {
  return (
    <li>
      <Fold icon={<FileIcon />} title={`${name} ${version}`} fact={words.under(licence, offered)}>
        {address && <p className="mb-1.5 text-small text-ink-2 select-text [overflow-wrap:anywhere]">{address}</p>}
        <Text name={name} version={version} />
      </Fold>
    </li>
  )
}

function Text({ name, version }: { name: string; version: string }) {
  const { data, error } = useQuery(queries.about.licence.queryOptions({ input: { name, version }, gcTime: 0 }))
  if (error) return <ErrorNote {...wordsOf(error)} />
  if (data === undefined) return <p className="text-small text-ink-3">{words.readingText}</p>
  return (
    <p
      // It may be longer than the window: it scrolls by itself, with the keyboard, too.
      tabIndex={0}
      className="max-h-72 overflow-y-auto rounded-m bg-band px-3 py-2 text-small whitespace-pre-wrap text-ink-2 select-text [overflow-wrap:anywhere]"
    >
      {data?.text ?? words.noText}
    </p>
  )
}
