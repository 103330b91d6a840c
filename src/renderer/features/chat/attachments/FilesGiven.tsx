import type { ReceiptFile } from '../../../../shared/contract/receipts'
import { words as receiptWords } from '../receipt/words'
import { words } from './words'

/** In a receipt: the files a conversation shows, and which of them the model was given. */
export function FilesGiven({ files }: { files: readonly ReceiptFile[] }) {
  if (files.length === 0) return null
  return (
    <section aria-label={words.receipt.title}>
      <h2 className="text-small font-semibold">{words.receipt.title}</h2>
      <ul className="mt-1 text-small">
        {files.map((file, place) => (
          <li key={file.id ?? place} className="flex flex-wrap gap-x-6 text-ink-2">
            <bdi className="min-w-0 truncate text-ink">{file.name ?? words.receipt.unnamed}</bdi>
            <span className="ms-auto text-ink-3 tabular-nums">{outcome(file)}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}

function outcome({ used, reason, tokens }: ReceiptFile): string {
  if (used) return tokens === null ? words.receipt.given : receiptWords.tokens(tokens)
  return words.receipt.reasons[reason ?? 'gone']
}
