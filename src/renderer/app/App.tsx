import { BackupList } from '../features/backups/BackupList'
import { Failed } from '../features/session/Failed'
import { OtherProfiles } from '../features/profiles/OtherProfiles'
import { schemaUpdateOf } from '../features/profiles/schema-update-of'
import { Starting } from '../features/session/Starting'
import { useOpen } from '../state/open'
import { useSession } from '../state/session'
import { Unchangeable } from '../ui/unchangeable'
import { Dialogs } from './Dialogs'
import { Frame } from './Frame'
import { Over } from './Over'
import { Shell } from './Shell'
import { SignIn } from './SignIn'
import { words } from './words'

/** The whole window: main starting, main failed, or Kith. */
export function App() {
  return (
    <Frame>
      <Phase />
    </Frame>
  )
}

function Phase() {
  const { state, ready, trouble } = useSession()
  if (state?.phase === 'signed-out') return <SignIn state={state} />
  if (!ready && state?.phase === 'failed')
    return <Failed state={state} backups={<BackupList />} profiles={<OtherProfiles />} schema={schemaUpdateOf(state)} />
  return (
    <Unchangeable value={ready?.database.isReadOnly ? words.readOnly : null}>
      {/* A restart or a failure behind an open window leaves it as it is; a line or a note in it says so. */}
      {ready ? <Shell /> : <Starting state={state?.phase === 'starting' ? state : null} trouble={trouble} />}
      <Over onClose={() => useOpen.getState().setDialog(null)}>
        <Dialogs isReady={ready !== null} />
      </Over>
    </Unchangeable>
  )
}
