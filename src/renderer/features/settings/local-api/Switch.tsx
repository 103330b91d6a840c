import { useState } from 'react'
import type { LocalApiView } from '../../../../shared/contract/local-api'
import { announce } from '../../../lib/announcer'
import { Button } from '../../../ui/Button'
import { ErrorNote } from '../../../ui/ErrorNote'
import { Form, FormRow, TextField } from '../../../ui/Field'
import { ToggleGroup } from '../../../ui/ToggleGroup'
import { copyWords, useCopy } from '../../../ui/use-copy'
import { wordsOf } from '../../../wire/failure'
import { useSetOn, useSetPort } from './use-local-api'
import { words } from './words'

const ways = (['off', 'on'] as const).map((value) => ({ value, words: words.ways[value] }))

/** On or off, and where. Both hold at once. */
export function Switch({ view }: { view: LocalApiView }) {
  const setOn = useSetOn()
  const setPort = useSetPort()
  const [typed, setTyped] = useState<string | null>(null)
  const [isWrong, setWrong] = useState(false)
  const { state } = view
  // What was pressed last, while main is at it: it does one after the other, so no press has to wait for another.
  const isOn = setOn.isPending ? setOn.variables.isOn : state.kind !== 'off'

  function turn(isOn: boolean): void {
    setOn.mutate({ isOn }, { onSuccess: (next) => say(next) })
  }

  function move(port: number): void {
    const sent = typed
    setPort.mutate(
      { port },
      {
        onSuccess(next) {
          // What was typed meanwhile stays.
          setTyped((present) => (present === sent ? null : present))
          if (next.state.kind === 'off') announce(words.moved(next.port))
          else say(next)
        },
      },
    )
  }

  function submit(): void {
    const port = Number(typed)
    const isPort = Number.isInteger(port) && port >= 1024 && port <= 65_535
    setWrong(!isPort)
    if (isPort) move(port)
  }

  const error = setOn.error ?? setPort.error
  return (
    <Form
      aria-label={words.title}
      onSubmit={(event) => {
        event.preventDefault()
        submit()
      }}
    >
      <FormRow label={words.isOn}>
        <ToggleGroup
          label={words.isOn}
          options={ways}
          value={isOn ? 'on' : 'off'}
          onChange={(value) => turn(value === 'on')}
        />
        {state.kind !== 'failed' && (
          <p className="mt-1 text-small text-ink-3">{state.kind === 'on' ? words.onHint : words.offHint}</p>
        )}
        {state.kind === 'failed' && (
          <div className="mt-3">
            <ErrorNote
              title={state.why === 'port-taken' ? words.taken(view.port) : words.refused(view.port)}
              detail={state.why === 'port-taken' ? words.takenDetail : state.reason}
            >
              <Button isBusy={setPort.isPending} onClick={() => move(0)}>
                {words.freePort}
              </Button>
              <Button isBusy={setOn.isPending} onClick={() => turn(true)}>
                {words.tryAgain}
              </Button>
            </ErrorNote>
          </div>
        )}
        {error && (
          <div className="mt-3">
            <ErrorNote {...wordsOf(error)} />
          </div>
        )}
      </FormRow>
      {state.kind === 'on' && (
        <FormRow label={words.address}>
          <Address address={state.address} />
        </FormRow>
      )}
      <TextField
        label={words.port}
        inputMode="numeric"
        className="max-w-32 tabular-nums"
        value={typed ?? String(view.port)}
        maxLength={5}
        hint={words.portHint}
        error={isWrong ? words.portWrong : undefined}
        onChange={({ target }) => {
          setWrong(false)
          setTyped(target.value)
        }}
      />
      {typed !== null && typed !== String(view.port) && (
        <FormRow label="">
          <Button type="submit" look="primary" isBusy={setPort.isPending}>
            {words.move}
          </Button>
        </FormRow>
      )}
    </Form>
  )
}

function say({ state }: LocalApiView): void {
  // A failure is said by its own note.
  if (state.kind === 'on') announce(words.turnedOn(state.address))
  if (state.kind === 'off') announce(words.turnedOff)
}

function Address({ address }: { address: string }) {
  const { outcome, copy } = useCopy(() => address)
  return (
    <>
      <p className="pt-[7px] font-mono text-code select-text max-narrow:pt-0">{address}</p>
      <div className="mt-2 flex flex-wrap items-center gap-x-4 gap-y-1.5">
        <Button size="small" onClick={copy}>
          {outcome ? copyWords[outcome] : words.copyAddress}
        </Button>
        <a
          href={`${address}/api/docs`}
          target="_blank"
          rel="noreferrer"
          className="text-small text-ink-2 underline decoration-line underline-offset-2 hover:text-ink"
        >
          {words.docs}
        </a>
      </div>
    </>
  )
}
