import * as Primitive from 'radix-ui/alert-dialog'
import { Button } from './Button'

interface ConfirmDialogProps {
  isOpen: boolean
  /** The question, with the thing named. */
  title: string
  /** What it takes with it. */
  detail: string
  keep: string
  act: string
  onKeep(): void
  onAct(): void
}

/** For what cannot be undone. The safe button has the focus; Escape and a click beside it mean the same. */
export function ConfirmDialog({ isOpen, title, detail, keep, act, onKeep, onAct }: ConfirmDialogProps) {
  return (
    <Primitive.Root open={isOpen} onOpenChange={(open) => !open && onKeep()}>
      <Primitive.Portal>
        <Primitive.Overlay className="appear fixed inset-0 z-(--z-scrim) bg-scrim" onClick={onKeep} />
        <Primitive.Content className="appear fixed top-1/2 left-1/2 z-(--z-dialog) w-[min(560px,calc(100%-32px))] -translate-1/2 rounded-xl bg-raised px-8 pt-7 pb-6 shadow-modal max-narrow:px-5 max-narrow:pt-5 max-narrow:pb-4">
          <Primitive.Title className="text-lead font-strong">{title}</Primitive.Title>
          <Primitive.Description className="mt-1.5 text-ui text-ink-2">{detail}</Primitive.Description>
          <div className="mt-5 flex justify-end gap-2">
            <Primitive.Cancel asChild>
              <Button>{keep}</Button>
            </Primitive.Cancel>
            <Primitive.Action asChild>
              <Button look="danger" onClick={onAct}>
                {act}
              </Button>
            </Primitive.Action>
          </div>
        </Primitive.Content>
      </Primitive.Portal>
    </Primitive.Root>
  )
}
