import { Command } from 'cmdk'
import { Dialog as Primitive } from 'radix-ui'
import { useState } from 'react'
import { useAnnounced } from '../../lib/use-announced'
import { useOpen } from '../../state/open'
import { usePicture } from '../../state/pictures'
import { Mark } from '../../ui/Mark'
import { Marked } from '../../ui/Marked'
import { useAfterMenu } from '../../ui/use-after-menu'
import { useFocusBack } from '../../ui/use-focus-back'
import type { PaletteItem } from './items'
import { usePaletteItems } from './use-items'
import { words } from './words'

/** Everything within reach of the keyboard: threads, personas, and what can be done. Loaded when it is first called. */
export function Palette() {
  const [typed, setTyped] = useState('')
  const setDialog = useOpen((open) => open.setDialog)
  const afterClosing = useAfterMenu()
  const focusBack = useFocusBack()
  const { items, said, isReady, isLooking, hasFailed } = usePaletteItems(typed)
  const isSearching = typed.trim() !== ''
  const count = items.length + said.length
  useAnnounced(isSearching && !isLooking && count > 0 ? words.found(count) : null)

  function choose(item: PaletteItem): void {
    // What it does may move the focus, which goes back to where it was first.
    afterClosing.later(item.run)
    setDialog(null)
  }
  const ofKind = (kind: PaletteItem['kind']) => items.filter((item) => item.kind === kind)

  return (
    <Primitive.Root open onOpenChange={(open) => !open && setDialog(null)}>
      <Primitive.Portal>
        <Primitive.Overlay className="appear fixed inset-0 z-(--z-scrim) bg-scrim" />
        <Primitive.Content
          aria-describedby={undefined}
          onOpenAutoFocus={focusBack.remember}
          onCloseAutoFocus={(event) => {
            focusBack.giveBack(event)
            afterClosing.onCloseAutoFocus()
          }}
          className="appear fixed inset-x-0 top-[18%] z-(--z-dialog) mx-auto w-[min(560px,calc(100%-24px))] overflow-hidden rounded-l border border-line bg-raised shadow-modal outline-none max-narrow:top-3"
        >
          <Primitive.Title className="sr-only">{words.title}</Primitive.Title>
          <Command label={words.title} shouldFilter={false} loop>
            <Command.Input
              value={typed}
              onValueChange={setTyped}
              aria-label={words.field}
              placeholder={words.field}
              className="h-12 w-full border-b border-line bg-transparent px-4 text-read -outline-offset-2 outline-none"
            />
            <Command.List label={words.list} className="max-h-[min(304px,55vh)] overflow-y-auto p-1.5">
              {isSearching ? (
                <>
                  {items.map((item) => (
                    <Row key={item.id} item={item} onChoose={choose} />
                  ))}
                  {said.map((item) => (
                    <Row key={item.id} item={item} onChoose={choose} />
                  ))}
                </>
              ) : (
                isReady && (
                  <>
                    <Group heading={words.headings.threads} items={ofKind('thread')} onChoose={choose} />
                    <Group heading={words.headings.personas} items={ofKind('persona')} onChoose={choose} />
                    <Group heading={words.headings.actions} items={ofKind('action')} onChoose={choose} />
                  </>
                )
              )}
            </Command.List>
            {(isLooking || hasFailed) && (
              <p role={hasFailed ? 'alert' : 'status'} className="border-t border-line px-4 py-2 text-small text-ink-2">
                {hasFailed ? words.couldNotLook : words.looking}
              </p>
            )}
          </Command>
        </Primitive.Content>
      </Primitive.Portal>
    </Primitive.Root>
  )
}

interface GroupProps {
  heading: string
  items: PaletteItem[]
  onChoose(item: PaletteItem): void
}

function Group({ heading, items, onChoose }: GroupProps) {
  if (items.length === 0) return null
  return (
    <Command.Group
      heading={heading}
      className="[&_[cmdk-group-heading]]:px-2.5 [&_[cmdk-group-heading]]:pt-2 [&_[cmdk-group-heading]]:pb-1 [&_[cmdk-group-heading]]:text-micro [&_[cmdk-group-heading]]:text-ink-3"
    >
      {items.map((item) => (
        <Row key={item.id} item={item} onChoose={onChoose} />
      ))}
    </Command.Group>
  )
}

function Row({ item, onChoose }: { item: PaletteItem; onChoose(item: PaletteItem): void }) {
  const picture = usePicture(item.face?.picture)
  return (
    <Command.Item
      value={item.id}
      onSelect={() => onChoose(item)}
      data-accent={item.accent ?? 'graphite'}
      className="flex min-h-9 items-center gap-2.5 rounded-m px-2.5 py-1 text-ui text-ink-2 data-[selected=true]:bg-hover data-[selected=true]:text-ink pointer-coarse:min-h-11"
    >
      {item.mark !== undefined && <Mark name={item.mark} emoji={item.face?.emoji} src={picture} isCurrent={false} />}
      <span className="min-w-0 flex-1">
        <span dir="auto" className="block truncate">
          {item.title}
        </span>
        {item.detail && (
          <span dir="auto" className="block truncate text-micro text-ink-3">
            <Marked text={item.detail} />
          </span>
        )}
      </span>
      <span className="flex-none text-micro text-ink-3">{item.fact}</span>
    </Command.Item>
  )
}
