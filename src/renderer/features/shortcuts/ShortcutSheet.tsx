import { labelOf, resolved } from '../../lib/keys'
import { nameOfAction } from '../../state/actions'
import { useOpen } from '../../state/open'
import { keysOfAction } from '../../state/shortcuts'
import { Button } from '../../ui/Button'
import { Dialog } from '../../ui/Dialog'
import { Keys } from '../../ui/Keys'
import { useAfterMenu } from '../../ui/use-after-menu'
import { shortcutGroups } from './groups'
import { words } from './words'

/** Which keys do what, on one sheet. */
export function ShortcutSheet() {
  const setDialog = useOpen((open) => open.setDialog)
  const openSettings = useOpen((open) => open.openSettings)
  const afterClosing = useAfterMenu()
  const close = () => setDialog(null)
  const groups = shortcutGroups((action) => keysOfAction(action).length > 0)
  return (
    <Dialog
      isOpen
      title={words.title}
      close={words.close}
      onClose={close}
      onCloseAutoFocus={afterClosing.onCloseAutoFocus}
    >
      <div
        role="region"
        aria-label={words.title}
        tabIndex={0}
        className="min-h-0 overflow-y-auto px-8 pb-7 -outline-offset-2 max-narrow:px-5"
      >
        <div className="columns-2 gap-8 max-narrow:columns-1">
          {groups.map(({ group, actions, fixed }) => (
            <div key={group} role="group" aria-label={words.groups[group]} className="mb-5 break-inside-avoid">
              <h3 className="pb-1 text-small text-ink-2">{words.groups[group]}</h3>
              <dl>
                {actions.map((action) => (
                  <Line key={action.id} name={nameOfAction(action)} keys={keysOfAction(action)} />
                ))}
                {fixed.map((one) => (
                  <Line key={one.words} name={one.words} keys={one.keys.map((keys) => resolved(keys))} />
                ))}
              </dl>
            </div>
          ))}
        </div>
        <Button
          onClick={() => {
            afterClosing.later(() => openSettings({ kind: 'shortcuts' }))
            close()
          }}
        >
          {words.change}
        </Button>
      </div>
    </Dialog>
  )
}

function Line({ name, keys }: { name: string; keys: readonly string[] }) {
  return (
    <div className="flex min-h-8 items-center gap-4">
      <dt className="min-w-0 flex-1 text-ui">{name}</dt>
      <dd className="flex flex-none items-center gap-1.5">
        {keys.map((one, index) => (
          <span key={one} className="flex items-center gap-1.5">
            {index > 0 && <span className="text-micro text-ink-3">{words.or}</span>}
            <Keys label={labelOf(one)} />
          </span>
        ))}
      </dd>
    </div>
  )
}
