import { useQuery } from '@tanstack/react-query'
import { Button } from '../../ui/Button'
import { ErrorNote } from '../../ui/ErrorNote'
import { copyWords, useCopy } from '../../ui/use-copy'
import { wordsOf } from '../../wire/failure'
import { queries } from '../../wire/rpc'
import { words } from './words'

interface SchemaUpdateProps {
  url: string
  /** Names of the migrations; null stands for all there are. */
  missing: string[] | null
}

/** What somebody who may change the project's database does, so that this Kith can work with it. */
export function SchemaUpdate({ url, missing }: SchemaUpdateProps) {
  const update = useQuery(queries.profiles.schemaUpdate.queryOptions({ input: { url, missing } }))
  if (update.isError) return <ErrorNote {...wordsOf(update.error)} />
  if (!update.data) return null
  const { commands, sql } = update.data
  return (
    <section aria-label={words.update.title} className="mt-4 flex flex-col gap-4 border-t border-line pt-4">
      <div>
        <h3 className="text-ui font-strong">{words.update.title}</h3>
        <p className="mt-0.5 text-small text-ink-2">
          {missing === null ? words.update.unknown : words.update.count(missing.length)}
        </p>
      </div>
      <Lines title={words.update.cli} lines={commands.linked} />
      <Lines title={words.update.direct} lines={commands.direct} />
      <div>
        <p className="text-small text-ink-2">{words.update.sql}</p>
        <div className="mt-2 flex flex-wrap gap-1.5">
          <CopyButton text={sql} label={words.update.copySql} />
          <Button size="small" onClick={() => saveAs('kith-schema.sql', sql)}>
            {words.update.saveSql}
          </Button>
        </div>
      </div>
      <p className="text-small text-ink-3">{words.update.then}</p>
    </section>
  )
}

function Lines({ title, lines }: { title: string; lines: string[] }) {
  const text = lines.join('\n')
  return (
    <div>
      <p className="text-small text-ink-2">{title}</p>
      <pre className="mt-1 overflow-x-auto rounded-m bg-sunken px-3 py-2 font-mono text-code select-text">{text}</pre>
      <div className="mt-1.5">
        <CopyButton text={text} label={words.update.copy} describedBy={title} />
      </div>
    </div>
  )
}

function CopyButton({ text, label, describedBy }: { text: string; label: string; describedBy?: string }) {
  const { outcome, copy } = useCopy(() => text)
  return (
    <Button size="small" aria-label={describedBy ? `${label}: ${describedBy}` : undefined} onClick={copy}>
      {outcome ? copyWords[outcome] : label}
    </Button>
  )
}

function saveAs(name: string, text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: 'application/sql' }))
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(url), 1_000)
}
