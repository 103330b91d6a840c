import type { Receipt } from '../../../../shared/contract/receipts'
import { words } from './words'

/** The foot of a receipt: what else the model was given, and what it took. */
export function GivenBesides({ receipt }: { receipt: Receipt }) {
  const { given, provider, model, inputTokens, outputTokens, cachedTokens, reasoningTokens, cost, dropped } = receipt
  const rows = [
    { name: words.instructions, tokens: given.instructions },
    { name: words.notes, tokens: given.notes },
    { name: words.history(given.messages), tokens: given.history },
    { name: words.tools, tokens: given.tools },
  ].filter(({ tokens }) => tokens > 0)
  const by = [provider, model].filter(Boolean).join(', ')
  return (
    <section aria-label={words.alsoGiven}>
      <h4 className="text-small font-semibold">{words.alsoGiven}</h4>
      <dl className="mt-1 grid grid-cols-[1fr_auto] gap-x-6 text-small text-ink-2 tabular-nums">
        {rows.map(({ name, tokens }) => (
          <div key={name} className="contents">
            <dt>{name}</dt>
            <dd className="text-end">{words.tokens(tokens)}</dd>
          </div>
        ))}
        {by !== '' && (
          <div className="contents">
            <dt>
              {words.answeredBy} {by}
            </dt>
            <dd className="text-end">{inputTokens !== null && words.total(inputTokens, outputTokens)}</dd>
          </div>
        )}
      </dl>
      {(cachedTokens !== null || reasoningTokens !== null) && (
        <p className="text-small text-ink-3 tabular-nums">{words.ofThese(cachedTokens, reasoningTokens)}</p>
      )}
      {cost && <p className="mt-1 text-small text-ink-2 tabular-nums">{words.cost(cost)}</p>}
      {dropped && <p className="mt-1 text-small text-ink-2">{words.dropped(dropped.messages, dropped.isMore)}</p>}
    </section>
  )
}
