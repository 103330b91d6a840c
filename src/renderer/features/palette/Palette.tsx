import { Command } from 'cmdk'
import { useEffect } from 'react'
import { useAnnounced } from '../../lib/use-announced'
import { usePicture } from '../../state/pictures'
import { Mark } from '../../ui/Mark'
import { Marked } from '../../ui/Marked'
import type { PaletteItem } from './items'
import { fieldLook } from './PaletteDialog'
import type { PaletteProps } from './PaletteDialog'
import { usePaletteItems } from './use-items'
import { words } from './words'

/** Everything within reach of the keyboard: threads, personas, and what can be done. Loaded soon after the window. */
export function Palette({ typed, onType, isEntered, onEnter, onChoose }: PaletteProps) {
  const { items, said, isReady, isLooking, hasFailed } = usePaletteItems(typed)
  const isSearching = typed.trim() !== ''
  const count = items.length + said.length
  const first = items[0] ?? (isLooking ? undefined : said[0])
  useAnnounced(isSearching && !isLooking && count > 0 ? words.found(count) : null)
  useEffect(() => {
    if (isEntered && isReady && first) onChoose(first)
  }, [isEntered, isReady, first, onChoose])
  const ofKind = (kind: PaletteItem['kind']) => items.filter((item) => item.kind === kind)

  return (
    <Command
      label={words.title}
      shouldFilter={false}
      loop
      onKeyDown={(event) => {
        if (event.key === 'Enter' && count === 0 && !event.nativeEvent.isComposing) onEnter()
      }}
    >
      <Command.Input
        value={typed}
        onValueChange={onType}
        aria-label={words.field}
        placeholder={words.field}
        className={fieldLook}
      />
      <Command.List label={words.list} className="max-h-[min(304px,55vh)] overflow-y-auto p-1.5">
        {isSearching
          ? [...items, ...said].map((item) => <Row key={item.id} item={item} onChoose={onChoose} />)
          : isReady && (
              <>
                <Group heading={words.headings.threads} items={ofKind('thread')} onChoose={onChoose} />
                <Group heading={words.headings.personas} items={ofKind('persona')} onChoose={onChoose} />
                <Group heading={words.headings.actions} items={ofKind('action')} onChoose={onChoose} />
              </>
            )}
      </Command.List>
      {(isLooking || hasFailed) && (
        <p role={hasFailed ? 'alert' : 'status'} className="border-t border-line px-4 py-2 text-small text-ink-2">
          {hasFailed ? words.couldNotLook : words.looking}
        </p>
      )}
    </Command>
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
