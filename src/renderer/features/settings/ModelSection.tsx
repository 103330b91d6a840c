import type { SettingsView } from '../../../shared/contract/settings'
import { modelOfValue, valueOfModel } from '../../state/model-choice'
import { ErrorNote } from '../../ui/ErrorNote'
import { Form, FormRow } from '../../ui/Field'
import { Select } from '../../ui/Select'
import { wordsOf } from '../../wire/failure'
import { Section } from './Section'
import { useSetModel } from './use-settings'
import { words } from './words'

/** Which model answers. */
export function ModelSection({ settings }: { settings: SettingsView }) {
  const setModel = useSetModel()
  const groups = [
    { heading: words.inKith, options: [{ value: valueOfModel({ kind: 'practice' }), words: words.practiceModel }] },
    ...settings.providers
      .filter(({ models }) => models.length > 0)
      .map(({ id, name, models }) => ({
        heading: name,
        options: models.map((model) => ({
          value: valueOfModel({ kind: 'provider', providerId: id, model }),
          words: model,
        })),
      })),
  ]
  return (
    <Section title={words.model}>
      <Form onSubmit={(event) => event.preventDefault()}>
        <FormRow label={words.answersWith}>
          <Select
            label={words.answersWith}
            value={valueOfModel(settings.model)}
            placeholder={words.chooseModel}
            groups={groups}
            onChange={(value) => setModel.mutate({ model: modelOfValue(value) })}
          />
          {setModel.isError && (
            <div className="mt-3">
              <ErrorNote {...wordsOf(setModel.error)} />
            </div>
          )}
        </FormRow>
      </Form>
    </Section>
  )
}
