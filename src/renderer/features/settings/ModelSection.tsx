import type { SettingsView } from '../../../shared/contract/settings'
import { modelOfValue, valueOfModel } from '../../state/model-choice'
import { modelGroups, nameOfModel } from '../../state/model-groups'
import { ChoiceField } from '../../ui/ChoiceField'
import { ErrorNote } from '../../ui/ErrorNote'
import { Form } from '../../ui/Field'
import { wordsOf } from '../../wire/failure'
import { Section } from './Section'
import { useSetModel } from './use-settings'
import { words } from './words'

/** Which model answers. */
export function ModelSection({ settings }: { settings: SettingsView }) {
  const setModel = useSetModel()
  return (
    <Section title={words.model} aim="model">
      <Form onSubmit={(event) => event.preventDefault()}>
        <ChoiceField
          label={words.answersWith}
          chosen={nameOfModel(settings.model, settings, words.practiceModel) ?? words.chooseModel}
          value={valueOfModel(settings.model)}
          groups={modelGroups(settings, words)}
          search={{ label: words.searchModels, nothing: words.noModelFound }}
          hint={setModel.isError && <ErrorNote {...wordsOf(setModel.error)} />}
          onChange={(value) => setModel.mutate({ model: modelOfValue(value) })}
        />
      </Form>
    </Section>
  )
}
