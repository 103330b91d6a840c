import { useState } from 'react'
import type { LanguageChoice } from '../../../shared/contract/settings'
import { chooseLanguage } from '../../state/language'
import { useUnsaved } from '../../state/unsaved'
import { ErrorNote } from '../../ui/ErrorNote'
import { FormRow } from '../../ui/Field'
import { ToggleGroup } from '../../ui/ToggleGroup'
import { wordsOf } from '../../wire/failure'
import { useSetLanguage } from './use-settings'
import { words } from './words'

const languages = (['system', 'en', 'de'] satisfies LanguageChoice[]).map((value) => ({
  value,
  words: words.languages[value],
}))

/** In which language Kith is. Another one loads the window anew, so it waits for forms that hold what is not saved. */
export function LanguageRow({ chosen }: { chosen: LanguageChoice }) {
  const setLanguage = useSetLanguage()
  const holdsUnsaved = useUnsaved(({ forms }) => forms > 0)
  const [isHeld, setHeld] = useState(false)
  return (
    <FormRow label={words.language}>
      <ToggleGroup
        label={words.language}
        options={languages}
        value={chosen}
        onChange={(language) => {
          setHeld(holdsUnsaved)
          if (!holdsUnsaved) setLanguage.mutate({ language }, { onSuccess: () => chooseLanguage(language) })
        }}
      />
      {(setLanguage.isError || (isHeld && holdsUnsaved)) && (
        <div className="mt-3">
          <ErrorNote {...(setLanguage.isError ? wordsOf(setLanguage.error) : words.languageWaits)} />
        </div>
      )}
    </FormRow>
  )
}
