import type { DesktopChoice, DesktopPresent } from '../../../../shared/contract/desktop'
import { Button } from '../../../ui/Button'
import { ChoiceMenu } from '../../../ui/ChoiceMenu'
import { ErrorNote } from '../../../ui/ErrorNote'
import { FormRow } from '../../../ui/Field'
import { CloseIcon } from '../../../ui/icons'
import { wordsOf } from '../../../wire/failure'
import { ChoiceRow, onOff } from './ChoiceRow'
import { dearestLanguages, nameOfLanguage } from './languages'
import { useChoose } from './use-choose'
import { words } from './words'

interface SpellingRowsProps {
  choice: DesktopChoice
  present: DesktopPresent
}

export function SpellingRows({ choice, present }: SpellingRowsProps) {
  const choose = useChoose()
  const { checksSpelling, spellingLanguages } = choice
  const isOfSystem = present.system === 'macos'

  function turn(isOn: boolean): void {
    const isFirst = isOn && spellingLanguages.length === 0 && !isOfSystem
    const languages = isFirst ? dearestLanguages(navigator.languages, present.spelling) : spellingLanguages
    choose.mutate({ checksSpelling: isOn, spellingLanguages: languages })
  }

  return (
    <>
      <ChoiceRow
        label={words.spelling}
        words={words.spellings}
        value={onOff(checksSpelling)}
        hint={isOfSystem ? words.spellingOfSystem : words.spellingHint}
        error={choose.error}
        onChange={(value) => turn(value === 'on')}
      />
      {checksSpelling && !isOfSystem && (
        <FormRow label={words.spellingIn}>
          <Languages chosen={spellingLanguages} known={present.spelling} />
          {present.spellingFailed.length > 0 && (
            <div className="mt-3">
              <ErrorNote
                title={words.spellingFailed(present.spellingFailed.map(nameOfLanguage))}
                detail={words.spellingFailedDetail}
              />
            </div>
          )}
        </FormRow>
      )}
    </>
  )
}

function Languages({ chosen, known }: { chosen: readonly string[]; known: readonly string[] }) {
  const choose = useChoose()
  const others = known
    .filter((code) => !chosen.includes(code))
    .map((code) => ({ value: code, words: nameOfLanguage(code) }))
    .toSorted((one, other) => one.words.localeCompare(other.words))
  const set = (spellingLanguages: string[]) => choose.mutate({ spellingLanguages })
  return (
    <>
      <div role="group" aria-label={words.spellingIn} className="flex flex-wrap items-center gap-1.5">
        {chosen.map((code) => (
          <Button
            key={code}
            size="small"
            aria-label={words.removeLanguage(nameOfLanguage(code))}
            onClick={() => set(chosen.filter((one) => one !== code))}
          >
            {nameOfLanguage(code)}
            <CloseIcon />
          </Button>
        ))}
        {chosen.length < 10 && (
          <ChoiceMenu
            value=""
            groups={[{ key: 'languages', options: others }]}
            search={{ label: words.searchLanguages, nothing: words.noLanguage }}
            onChange={(code) => set([...chosen, code])}
            trigger={
              <Button size="small" look="bare">
                {words.addLanguage}
              </Button>
            }
          />
        )}
      </div>
      {chosen.length === 0 && <p className="mt-1 text-small text-ink-3">{words.noLanguages}</p>}
      {choose.error && (
        <div className="mt-3">
          <ErrorNote {...wordsOf(choose.error)} />
        </div>
      )}
    </>
  )
}
