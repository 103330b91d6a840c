import { useQuery } from '@tanstack/react-query'
import { usePreferences } from '../../../state/preferences'
import { useOpen } from '../../../state/open'
import { Button } from '../../../ui/Button'
import { ErrorNote } from '../../../ui/ErrorNote'
import { Form, FormRow } from '../../../ui/Field'
import { wordsOf } from '../../../wire/failure'
import { queries } from '../../../wire/rpc'
import { Section } from '../Section'
import { words } from '../words'
import { Licences } from './Licences'
import { Updates } from './Updates'
import { Versions } from './Versions'

/** Which Kith this is, what it stands on, and the card of the first start. */
export function AboutSection() {
  const versions = useQuery(queries.about.versions.queryOptions())
  function showFirstSteps(): void {
    usePreferences.setState({ hasFirstSteps: true })
    useOpen.getState().startThread()
  }
  return (
    <>
      <Section title={words.about} aim="about">
        <Form onSubmit={(event) => event.preventDefault()}>
          <FormRow label={words.versions}>
            {versions.isError && (
              <ErrorNote {...wordsOf(versions.error)}>
                <Button onClick={() => void versions.refetch()}>{words.tryAgain}</Button>
              </ErrorNote>
            )}
            {versions.data && <Versions versions={versions.data} />}
          </FormRow>
          <Updates />
          <FormRow label={words.firstSteps}>
            <p className="pt-[7px] text-ui max-narrow:pt-0">{words.firstStepsDetail}</p>
            <Button size="small" className="mt-2" onClick={showFirstSteps}>
              {words.showFirstSteps}
            </Button>
          </FormRow>
        </Form>
      </Section>
      <Section title={words.licences} aim="licences">
        <div className="ps-36 max-narrow:ps-0">
          <Licences />
        </div>
      </Section>
    </>
  )
}
