import { Dialog } from '../../../ui/Dialog'
import { PlusIcon } from '../../../ui/icons'
import { Mark } from '../../../ui/Mark'
import { templates } from './templates'
import type { Template } from './templates'
import { words } from './words'

interface TemplateChooserProps {
  /** Null: an empty page. */
  onChoose(template: Template | null): void
  onClose(): void
}

/** What a new persona begins with. */
export function TemplateChooser({ onChoose, onClose }: TemplateChooserProps) {
  return (
    <Dialog title={words.title} close={words.close} isOpen onClose={onClose}>
      <div className="min-h-0 flex-1 overflow-y-auto px-8 pb-7 max-narrow:px-5">
        <p className="text-ui text-ink-2">{words.lead}</p>
        <ul className="-mx-2.5 mt-3 flex flex-col gap-0.5">
          {templates.map((template) => (
            <li key={template.name} data-accent={template.accent}>
              <Choice title={template.name} what={template.what} onChoose={() => onChoose(template)}>
                <Mark name={template.name} emoji={template.emoji} isCurrent={false} size="large" />
              </Choice>
            </li>
          ))}
          <li>
            <Choice title={words.own} what={words.ownWhat} onChoose={() => onChoose(null)}>
              <span className="grid size-11 flex-none place-items-center rounded-full bg-band text-ink-2">
                <PlusIcon />
              </span>
            </Choice>
          </li>
        </ul>
      </div>
    </Dialog>
  )
}

interface ChoiceProps {
  title: string
  what: string
  onChoose(): void
  children: React.ReactNode
}

function Choice({ title, what, onChoose, children }: ChoiceProps) {
  return (
    <button
      type="button"
      onClick={onChoose}
      className="flex w-full items-center gap-3.5 rounded-m px-2.5 py-2 text-start -outline-offset-2 hover:bg-hover"
    >
      {children}
      <span className="min-w-0">
        <span className="block text-ui font-strong text-ink">{title}</span>
        <span className="block text-small text-ink-2">{what}</span>
      </span>
    </button>
  )
}
