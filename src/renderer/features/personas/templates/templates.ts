import type { Accent } from '../../../../shared/contract/personas'
import { words } from './words'

export interface Template {
  name: string
  what: string
  instructions: string
  notesTemplate: string
  emoji: string
  accent: Accent
}

// In the order of the words.
const looks: readonly Pick<Template, 'emoji' | 'accent'>[] = [
  { emoji: '🌱', accent: 'pine' },
  { emoji: '🔎', accent: 'slate' },
  { emoji: '🖋️', accent: 'clay' },
  { emoji: '☕', accent: 'rose' },
  { emoji: '📐', accent: 'lagoon' },
]

/** What a new persona can begin as. */
export const templates: readonly Template[] = words.templates.flatMap((said, place) => {
  const look = looks[place]
  return look ? [{ ...said, ...look }] : []
})
