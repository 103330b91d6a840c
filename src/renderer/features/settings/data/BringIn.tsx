import { useQuery } from '@tanstack/react-query'
import { Button } from '../../../ui/Button'
import { ErrorNote } from '../../../ui/ErrorNote'
import { wordsOf } from '../../../wire/failure'
import { queries } from '../../../wire/rpc'
import { words } from '../words'
import { useDataFolder } from './use-data-folder'

/** How to bring in what a Mastra project has. The script comes with the source, which a package has not. */
export function BringIn() {
  const { data: installation, error, refetch } = useQuery(queries.about.installation.queryOptions())
  const folder = useDataFolder()
  if (error) {
    return (
      <ErrorNote {...wordsOf(error)}>
        <Button onClick={() => void refetch()}>{words.tryAgain}</Button>
      </ErrorNote>
    )
  }
  if (installation === undefined) return null
  const isInstalled = installation !== null
  return (
    <>
      <p className="pt-[7px] text-ui max-narrow:pt-0">{isInstalled ? words.bringInInstalled : words.bringInDetail}</p>
      <p className="mt-1 font-mono text-code text-ink-2 select-text [overflow-wrap:anywhere]">
        {isInstalled ? `${words.bringInCommand} --data "${folder}"` : words.bringInCommand}
      </p>
      <p className="mt-1 text-small text-ink-3">{words.bringInMore}</p>
      {installation?.repository && (
        <a
          href={installation.repository}
          target="_blank"
          rel="noreferrer"
          className="mt-1 inline-block text-small text-ink-2 underline decoration-line underline-offset-2 hover:text-ink"
        >
          {words.repository}
        </a>
      )}
    </>
  )
}
