import { useEffect, useRef } from 'react'
import { Button } from '../../../ui/Button'
import { copyWords, useCopy } from '../../../ui/use-copy'
import { words } from './words'

/** A key, the one time it is shown. */
export function MadeKey({ name, secret, onDone }: { name: string; secret: string; onDone(): void }) {
  const { outcome, copy } = useCopy(() => secret)
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => box.current?.focus(), [])
  return (
    <div
      ref={box}
      tabIndex={-1}
      role="group"
      aria-label={words.made(name)}
      className="mt-3 rounded-l border border-line bg-band p-4 outline-none"
    >
      <p role="status" className="text-ui font-strong">
        {words.made(name)}
      </p>
      <p className="mt-0.5 text-small text-ink-2">{words.madeDetail}</p>
      <p className="mt-3 font-mono text-code select-all [overflow-wrap:anywhere]">{secret}</p>
      <div className="mt-3 flex flex-wrap gap-1.5">
        <Button look="primary" onClick={copy}>
          {outcome ? copyWords[outcome] : words.copyKey}
        </Button>
        <Button onClick={onDone}>{words.done}</Button>
      </div>
    </div>
  )
}
