import * as Primitive from 'radix-ui/select'
import { CheckIcon, ChevronDownIcon } from './icons'

export interface SelectGroup {
  heading?: string
  options: readonly { value: string; words: string }[]
}

interface SelectProps {
  id?: string
  label?: string
  value: string
  placeholder?: string
  groups: readonly SelectGroup[]
  onChange(value: string): void
}

/** A field in which one of several is chosen. */
export function Select({ id, label, value, placeholder, groups, onChange }: SelectProps) {
  return (
    <Primitive.Root value={value} onValueChange={onChange}>
      <Primitive.Trigger
        id={id}
        aria-label={label}
        className="field-frame inline-flex h-[34px] max-w-full min-w-56 items-center justify-between gap-2 rounded-m ps-[11px] pe-[9px] text-start text-ui data-[placeholder]:text-ink-3 pointer-coarse:h-11"
      >
        <span className="truncate">
          <Primitive.Value placeholder={placeholder} />
        </span>
        <ChevronDownIcon className="text-ink-3" />
      </Primitive.Trigger>
      <Primitive.Portal>
        <Primitive.Content
          position="popper"
          sideOffset={4}
          collisionPadding={8}
          className="appear z-(--z-float) max-h-(--radix-select-content-available-height) min-w-(--radix-select-trigger-width) overflow-hidden rounded-l border border-line bg-raised shadow-float"
        >
          <Primitive.Viewport className="p-1">
            {groups.map((group, index) => (
              <Primitive.Group key={group.heading ?? index}>
                {group.heading && (
                  <Primitive.Label className="px-2.5 pt-2 pb-1 text-micro text-ink-3">{group.heading}</Primitive.Label>
                )}
                {group.options.map((option) => (
                  <Primitive.Item
                    key={option.value}
                    value={option.value}
                    className="relative flex min-h-8 items-center rounded-m ps-8 pe-2.5 text-ui text-ink outline-none data-[highlighted]:bg-hover"
                  >
                    <Primitive.ItemIndicator className="absolute start-2.5">
                      <CheckIcon />
                    </Primitive.ItemIndicator>
                    <Primitive.ItemText>{option.words}</Primitive.ItemText>
                  </Primitive.Item>
                ))}
              </Primitive.Group>
            ))}
          </Primitive.Viewport>
        </Primitive.Content>
      </Primitive.Portal>
    </Primitive.Root>
  )
}
