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
  return (
    <ChoiceRow
      label={words.login}
      words={words.logins}
      value={onOff(choice.opensAtLogin)}
      hint={login.kind === 'to-approve' ? words.loginToApprove : words.loginHint}
      error={choose.error}
      onChange={(value) => choose.mutate({ opensAtLogin: value === 'on' })}
    >
      {login.kind === 'failed' && (
        <div className="mt-3">
          <ErrorNote title={words.loginFailed} detail={words.loginFailedDetail(login.reason)} />
        </div>
      )}
    </ChoiceRow>
  )
}
