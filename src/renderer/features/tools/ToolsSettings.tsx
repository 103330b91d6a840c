import { useRef, useState } from 'react'
import { announce } from '../../lib/announcer'
import { Button } from '../../ui/Button'
import { ErrorNote } from '../../ui/ErrorNote'
import { PlusIcon } from '../../ui/icons'
import { wordsOf } from '../../wire/failure'
import { PersonaTools } from './PersonaTools'
import { ServerForm } from './ServerForm'
import { ServerRow } from './ServerRow'
import { fieldsOf, newFields } from './server-fields'
import type { ServerFields } from './server-fields'
import { useServers } from './use-servers'
import { words } from './words'

/** The servers tools come from, and what each persona may do with them. */
export function ToolsSettings() {
  const servers = useServers()
  const [fields, setFields] = useState<ServerFields | null>(null)
  const [outcome, setOutcome] = useState<string | null>(null)
  const add = useRef<HTMLButtonElement>(null)

  function edit(next: ServerFields): void {
    setOutcome(null)
    setFields(next)
  }

  function finish(said: string | null): void {
    setFields(null)
    setOutcome(said)
    if (said) announce(said)
    // What was pressed is gone with the form or the row.
    setTimeout(() => add.current?.focus())
  }

  const list = servers.data ?? []
  return (
    <div className="flex flex-col gap-6">
      <div className="ps-36 max-narrow:ps-0">
        <p className="text-small text-ink-3">{words.intro}</p>
        {servers.isError && <ErrorNote {...wordsOf(servers.error)} />}
        {servers.isSuccess && list.length === 0 && !fields && (
          <p className="mt-3 text-ui text-ink-2">{words.noServers}</p>
        )}
        <ul className="mt-2 flex flex-col">
          {list
            .filter(({ id }) => id !== fields?.id)
            .map((server) => (
              <ServerRow
                key={server.id}
                server={server}
                onEdit={() => edit(fieldsOf(server))}
                onRemoved={() => finish(words.removed(server.name))}
              />
            ))}
        </ul>
        {outcome && <p className="mt-2 text-small text-ink-2">{outcome}</p>}
        {!fields && (
          <Button ref={add} size="small" className="mt-3" onClick={() => edit(newFields())}>
            <PlusIcon />
            {words.add}
          </Button>
        )}
      </div>
      {fields && (
        <ServerForm key={fields.id} initial={fields} isNew={!list.some(({ id }) => id === fields.id)} onDone={finish} />
      )}
      <PersonaTools />
    </div>
  )
}
