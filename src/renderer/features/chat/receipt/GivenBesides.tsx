import * as Collapsible from 'radix-ui/collapsible'
import type { ReactNode } from 'react'
import type { Message } from '../../../../shared/contract/chat'
import type { Receipt } from '../../../../shared/contract/receipts'
import type { WithoutItem } from '../../../../shared/domain/without'
import { ChevronRightIcon } from '../../../ui/icons'
import { HistoryGiven } from './panel/HistoryGiven'
import { NotesGiven } from './panel/NotesGiven'
import { words } from './words'

interface GivenBesidesProps {
  receipt: Receipt
  message: Message
  onWhatIf(item: WithoutItem): void
}

/** The foot of a receipt: what else the model was given, and what it took. */
export function GivenBesides({ receipt, message, onWhatIf }: GivenBesidesProps) {
  const { given, notes, provider, model, inputTokens, outputTokens, cachedTokens, reasoningTokens, cost, dropped } =
    receipt
  const by = [provider, model].filter(Boolean).join(', ')
  return (
    <section aria-label={words.alsoGiven} className="text-small text-ink-2">
      <h2 className="mb-1 font-semibold text-ink">{words.alsoGiven}</h2>
      {given.instructions > 0 && <Given name={words.instructions} tokens={given.instructions} />}
      {given.notes > 0 &&
        (notes ? (
          <Unfolding name={words.notes} tokens={given.notes}>
            <NotesGiven notes={notes} onWhatIf={onWhatIf} />
          </Unfolding>
        ) : (
          <Given name={words.notes} tokens={given.notes} />
        ))}
      {given.messages > 0 && (
        <Unfolding name={words.history(given.messages)} tokens={given.history}>
          <HistoryGiven message={message} count={given.messages} onWhatIf={onWhatIf} />
        </Unfolding>
      )}
      {given.tools > 0 && <Given name={words.tools} tokens={given.tools} />}
      {by !== '' && (
        <p className="flex min-h-6 items-center gap-6 tabular-nums">
          <span className="min-w-0 flex-1 [overflow-wrap:anywhere]">
            {words.answeredBy} {by}
          </span>
          {inputTokens !== null && words.total(inputTokens, outputTokens)}
        </p>
      )}
      {(cachedTokens !== null || reasoningTokens !== null) && (
        <p className="text-ink-3 tabular-nums">{words.ofThese(cachedTokens, reasoningTokens)}</p>
      )}
      {cost && <p className="mt-1 tabular-nums">{words.cost(cost)}</p>}
      {dropped && <p className="mt-1">{words.dropped(dropped.messages, dropped.isMore)}</p>}
    </section>
  )
}

function Given({ name, tokens }: { name: string; tokens: number }) {
  return (
    <p className="flex min-h-6 items-center gap-6 tabular-nums">
      <span className="min-w-0 flex-1">{name}</span>
      {words.tokens(tokens)}
    </p>
  )
}

function Unfolding({ name, tokens, children }: { name: string; tokens: number; children: ReactNode }) {
  return (
    <Collapsible.Root>
      <Collapsible.Trigger className="group flex min-h-6 w-full items-center gap-1 rounded-s text-start tabular-nums hover:text-ink pointer-coarse:min-h-11">
        {name}
        <ChevronRightIcon className="text-ink-3 group-data-[state=open]:rotate-90" />
        <span className="ms-auto ps-6">{words.tokens(tokens)}</span>
      </Collapsible.Trigger>
      <Collapsible.Content className="unfold pb-2">{children}</Collapsible.Content>
    </Collapsible.Root>
  )
}
