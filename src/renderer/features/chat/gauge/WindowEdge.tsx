import { words } from './words'

/** Above the first message the model was given. */
export function WindowEdge() {
  return (
    <p className="mx-auto flex w-full max-w-(--measure) items-center gap-3 px-6 pt-4 pb-2 text-micro text-ink-3">
      <span aria-hidden="true" className="h-px flex-1 bg-line" />
      {words.edge}
      <span aria-hidden="true" className="h-px flex-1 bg-line" />
    </p>
  )
}
