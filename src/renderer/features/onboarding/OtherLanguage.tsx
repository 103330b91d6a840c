import { useMutation } from '@tanstack/react-query'
import { language } from '../../lib/language'
import { applyLanguage } from '../../state/language'
import { Button } from '../../ui/Button'
import { ErrorNote } from '../../ui/ErrorNote'
import { wordsOf } from '../../wire/failure'
import { queries } from '../../wire/rpc'

// Each in its own language: who reads the other one is meant.
const others = { en: { language: 'de', words: 'Auf Deutsch' }, de: { language: 'en', words: 'In English' } } as const

/** Kith in the other language it speaks. The window is loaded anew, and what was written stays in its draft. */
export function OtherLanguage() {
  const other = others[language]
  const choose = useMutation(
    queries.settings.setLanguage.mutationOptions({ onSuccess: () => void applyLanguage(other.language) }),
  )
  return (
    <>
      <Button
        size="small"
        look="bare"
        lang={other.language}
        isBusy={choose.isPending}
        onClick={() => choose.mutate({ language: other.language })}
      >
        {other.words}
      </Button>
      {choose.isError && <ErrorNote {...wordsOf(choose.error)} />}
    </>
  )
}
