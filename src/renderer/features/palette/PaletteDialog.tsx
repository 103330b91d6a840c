import * as Primitive from 'radix-ui/dialog'
import { useLayoutEffect, useRef, useState } from 'react'
import type { ComponentType } from 'react'
import { useDelayed } from '../../lib/use-delayed'
import { useOpen } from '../../state/open'
import { DialogGuard } from '../../ui/DialogGuard'
import { useAfterMenu } from '../../ui/use-after-menu'
import { useFocusBack } from '../../ui/use-focus-back'
import type { PaletteItem } from './items'
import { words } from './words'

export const fieldLook = 'h-12 w-full border-b border-line bg-transparent px-4 text-read -outline-offset-2 outline-none'

export interface PaletteProps {
  typed: string
  onType(typed: string): void
  /** Enter was pressed before there was anything to choose: what fits best is meant, as soon as it is known. */
  isEntered: boolean
  onEnter(): void
  onChoose(item: PaletteItem): void
}

/**
 * The palette's frame and its field, which are there with the window: what somebody types right behind the keys that call
 * it is kept, and handed to the palette when that is there. Null until then.
 */
export function PaletteDialog({ Palette }: { Palette: ComponentType<PaletteProps> | null }) {
  const [typed, setTyped] = useState('')
  const [isEntered, setEntered] = useState(false)
  // Half a word of an input method is not taken away from it.
  const [isComposing, setComposing] = useState(false)
  const setDialog = useOpen((open) => open.setDialog)
  const afterClosing = useAfterMenu()
  const focusBack = useFocusBack()
  const content = useRef<HTMLDivElement>(null)
  const isThere = Palette !== null && !isComposing
  useTakenOver(content, isThere)
  const isSlow = useDelayed(!isThere, 400)

  function type(text: string): void {
    setTyped(text)
    setEntered(false)
  }

  return (
    <Primitive.Root open onOpenChange={(open) => !open && setDialog(null)}>
      <Primitive.Portal>
        <Primitive.Overlay className="appear fixed inset-0 z-(--z-scrim) bg-scrim" />
        <Primitive.Content
          ref={content}
          aria-describedby={undefined}
          onOpenAutoFocus={focusBack.remember}
          onCloseAutoFocus={(event) => {
            focusBack.giveBack(event)
            afterClosing.onCloseAutoFocus()
          }}
          className="appear fixed inset-x-0 top-[18%] z-(--z-dialog) mx-auto w-[min(560px,calc(100%-24px))] overflow-hidden rounded-l border border-line bg-raised shadow-modal outline-none max-narrow:top-3"
        >
          <Primitive.Title className="sr-only">{words.title}</Primitive.Title>
          {isThere ? (
            <DialogGuard onClose={() => setDialog(null)}>
              <Palette
                typed={typed}
                onType={type}
                isEntered={isEntered}
                onEnter={() => setEntered(typed.trim() !== '')}
                onChoose={(item) => {
                  // What it does may move the focus, which goes back to where it was first.
                  afterClosing.later(item.run)
                  setDialog(null)
                }}
              />
            </DialogGuard>
          ) : (
            <input
              role="combobox"
              aria-expanded={false}
              aria-controls="palette-list"
              aria-label={words.field}
              placeholder={words.field}
              autoComplete="off"
              autoCorrect="off"
              spellCheck={false}
              value={typed}
              onChange={(event) => type(event.target.value)}
              onCompositionStart={() => setComposing(true)}
              onCompositionEnd={() => setComposing(false)}
              onKeyDown={(event) => {
                if (event.key === 'Enter' && !event.nativeEvent.isComposing) setEntered(typed.trim() !== '')
              }}
              className={fieldLook}
            />
          )}
          {isSlow && (
            <p role="status" className="px-4 py-2 text-small text-ink-2">
              {words.soon}
            </p>
          )}
        </Primitive.Content>
      </Primitive.Portal>
    </Primitive.Root>
  )
}

/** The one field takes the place of the other, and with it the focus: before the next key, and with nothing selected. */
function useTakenOver(content: React.RefObject<HTMLDivElement | null>, isThere: boolean): void {
  const wasThere = useRef(isThere)
  useLayoutEffect(() => {
    if (wasThere.current === isThere) return
    wasThere.current = isThere
    const field = content.current?.querySelector('input')
    field?.focus()
    field?.setSelectionRange(field.value.length, field.value.length)
  }, [content, isThere])
}
