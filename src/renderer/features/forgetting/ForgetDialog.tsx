import * as Primitive from 'radix-ui/alert-dialog'
import { glimpse } from '../../../shared/domain/glimpse'
import { useForgetting } from '../../state/forgetting'
import { Button } from '../../ui/Button'
import { DialogGuard } from '../../ui/DialogGuard'
import { ErrorNote } from '../../ui/ErrorNote'
import { ForgetProofNote } from './ForgetProofNote'
import { ForgetRadiusList } from './ForgetRadiusList'
import { ForgetSearch } from './ForgetSearch'
import { useForget } from './use-forget'
import { words } from './words'

/** What is to be forgotten: first what it would take, then, after the word, the proof. */
export function ForgetDialog() {
  const wish = useForgetting((forgetting) => forgetting.wish)
  const end = useForgetting((forgetting) => forgetting.end)
  return (
    <Primitive.Root open={wish !== null} onOpenChange={(open) => !open && end()}>
      <Primitive.Portal>
        <Primitive.Overlay className="appear fixed inset-0 z-(--z-scrim) bg-scrim" onClick={end} />
        <Primitive.Content
          aria-describedby={undefined}
          className="appear fixed top-1/2 left-1/2 z-(--z-dialog) flex max-h-[calc(100vh-32px)] w-[min(560px,calc(100vw-32px))] -translate-1/2 flex-col overflow-y-auto rounded-xl bg-raised px-8 pt-7 pb-6 shadow-modal outline-none max-narrow:px-5 max-narrow:pt-5 max-narrow:pb-4"
        >
          <DialogGuard
            onClose={end}
            head={
              <Primitive.Title className="text-lead font-strong">
                {wish?.target ? words.title(glimpse(wish.name)) : words.searchTitle}
              </Primitive.Title>
            }
          >
            {wish && <Inside key={JSON.stringify(wish.target)} />}
          </DialogGuard>
        </Primitive.Content>
      </Primitive.Portal>
    </Primitive.Root>
  )
}

function Inside() {
  const { wish, radius, drafts, proof, error, isBusy, isAlikeToo, canForget, setAlikeToo, look, forget, end } =
    useForget()
  const alike = radius ? radius.alikeMessageIds.length + radius.alikeMemoryIds.length : 0
  const isSearch = wish.target === null
  return (
    <>
      <Primitive.Title className="line-clamp-3 text-lead font-strong [overflow-wrap:anywhere]">
        {isSearch ? words.searchTitle : words.title(glimpse(wish.name))}
      </Primitive.Title>
      <div className="mt-2 flex flex-col gap-3 text-ui text-ink-2" aria-live="polite">
        {isSearch && !proof && <ForgetSearch onLook={look} isBusy={isBusy && !radius} />}
        {!radius && !error && !isSearch && <p>{words.looking}</p>}
        {radius && !proof && <ForgetRadiusList radius={radius} drafts={drafts} />}
        {radius && !proof && (alike > 0 || isAlikeToo) && (
          <label className="flex min-h-7 items-center gap-2.5 text-small pointer-coarse:min-h-11">
            <input
              type="checkbox"
              className="size-4 accent-(--accent-fill)"
              checked={isAlikeToo}
              disabled={isBusy}
              onChange={(event) => setAlikeToo(event.target.checked)}
            />
            {words.also(alike)}
          </label>
        )}
        {radius && proof && <ForgetProofNote radius={radius} proof={proof} />}
        {error && <ErrorNote {...error} />}
        {radius && !proof && !radius.isEmpty && <p className="text-small">{words.final}</p>}
      </div>
      <div className="mt-5 flex flex-wrap justify-end gap-2">
        {error && !proof && !isSearch && (
          <Button isBusy={isBusy} onClick={() => look(null)}>
            {words.tryAgain}
          </Button>
        )}
        <Primitive.Cancel asChild>
          <Button onClick={end}>{proof ? words.close : words.keep}</Button>
        </Primitive.Cancel>
        {!proof && (
          <Button changes look="danger" isBusy={isBusy && radius !== null} disabled={!canForget} onClick={forget}>
            {words.forget}
          </Button>
        )}
      </div>
    </>
  )
}
