import type { DesktopChoice, DesktopPresent } from '../../../../shared/contract/desktop'
import { ErrorNote } from '../../../ui/ErrorNote'
import { FormRow } from '../../../ui/Field'
import { ChoiceRow, onOff } from './ChoiceRow'
import { useChoose } from './use-choose'
import { words } from './words'

interface LoginRowProps {
  choice: DesktopChoice
  login: DesktopPresent['login']
}

export function LoginRow({ choice, login }: LoginRowProps) {
  const choose = useChoose()
  if (login.kind === 'from-source') {
    return (
      <FormRow label={words.login}>
        <p className="pt-[7px] text-ui max-narrow:pt-0">{words.loginFromSource}</p>
      </FormRow>
    )
  }

  // The system may have been told otherwise since: then it is asked anew.
  function turn(isOn: boolean): void {
    const ask = () => choose.mutate({ opensAtLogin: isOn })
    if (choice.opensAtLogin === isOn) choose.mutate({ opensAtLogin: !isOn }, { onSuccess: ask })
    else ask()
  }

  return (
    <ChoiceRow
      label={words.login}
      words={words.logins}
      value={onOff(login.kind === 'on' || login.kind === 'to-approve')}
      hint={login.kind === 'to-approve' ? words.loginToApprove : words.loginHint}
      error={choose.error}
      onChange={(value) => turn(value === 'on')}
    >
      {login.kind === 'failed' && (
        <div className="mt-3">
          <ErrorNote title={words.loginFailed} detail={words.loginFailedDetail(login.reason)} />
        </div>
      )}
    </ChoiceRow>
  )
}
