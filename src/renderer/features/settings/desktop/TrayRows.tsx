import type { DesktopChoice, DesktopPresent } from '../../../../shared/contract/desktop'
import { ChoiceRow, onOff } from './ChoiceRow'
import { useChoose } from './use-choose'
import { words } from './words'

interface TrayRowsProps {
  choice: DesktopChoice
  system: DesktopPresent['system']
}

export function TrayRows({ choice, system }: TrayRowsProps) {
  const tray = useChoose()
  const closing = useChoose()
  return (
    <>
      <ChoiceRow
        label={words.tray}
        words={words.ways}
        value={onOff(choice.tray)}
        hint={words.trayHints[system]}
        error={tray.error}
        onChange={(value) => tray.mutate({ tray: value === 'on' })}
      />
      {/* On macOS a program without windows stays anyway. */}
      {choice.tray && system !== 'macos' && (
        <ChoiceRow
          label={words.closing}
          words={words.closings}
          value={choice.staysInTray ? 'stays' : 'ends'}
          hint={words.closingHint}
          error={closing.error}
          onChange={(value) => closing.mutate({ staysInTray: value === 'stays' })}
        />
      )}
    </>
  )
}
