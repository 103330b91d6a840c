import { discardForms, keepForms, useUnsaved } from '../state/unsaved'
import { ConfirmDialog } from '../ui/ConfirmDialog'
import { words } from './words'

/** Asks before what somebody has entered and not saved is lost with the page it stands on. */
export function LeavingForms() {
  const isAsking = useUnsaved(({ asked }) => asked !== null)
  return <ConfirmDialog isOpen={isAsking} {...words.leavingForms} onKeep={keepForms} onAct={discardForms} />
}
