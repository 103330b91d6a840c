import { useDesktop } from '../../../state/desktop'
import { Form, FormRow } from '../../../ui/Field'
import { Section } from '../Section'
import { LoginRow } from './LoginRow'
import { NotesRows } from './NotesRows'
import { OpenQuick, QuickRows } from './QuickRows'
import { SpellingRows } from './SpellingRows'
import { TrayRows } from './TrayRows'
import { words } from './words'

/** What Kith does beside its windows. What cannot be done here is said and not offered. */
export function DesktopSection() {
  const view = useDesktop()
  return (
    <Section title={words.title} aim="desktop">
      {view && (
        <Form onSubmit={(event) => event.preventDefault()}>
          {view.present ? (
            <>
              <TrayRows choice={view.choice} system={view.present.system} />
              <QuickRows choice={view.choice} present={view.present} />
              <NotesRows choice={view.choice} present={view.present} />
              <LoginRow choice={view.choice} login={view.present.login} />
              <SpellingRows choice={view.choice} present={view.present} />
            </>
          ) : (
            <>
              <FormRow label={words.quick}>
                <OpenQuick />
              </FormRow>
              <NotesRows choice={view.choice} present={null} />
              <FormRow label={words.inBrowser}>
                <p className="pt-[7px] text-ui text-ink-2 max-narrow:pt-0">{words.inBrowserDetail}</p>
              </FormRow>
            </>
          )}
        </Form>
      )}
    </Section>
  )
}
