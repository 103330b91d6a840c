import { expect, test } from 'vitest'
import { german as memoryGerman } from '../features/memory/page/words.de'
import { words as memory } from '../features/memory/page/words'
import { german as personasGerman } from '../features/personas/gallery/words.de'
import { words as personas } from '../features/personas/gallery/words'
import { german as searchGerman } from '../features/search/words.de'
import { words as search } from '../features/search/words'
import { german as settingsGerman } from '../features/settings/words.de'
import { words as settings } from '../features/settings/words'
import { german } from './words.de'
import { words } from './words'

test('a page that is being loaded has the title it keeps', () => {
  expect(words.pages).toEqual({
    memory: memory.title,
    search: search.title,
    personas: personas.title,
    settings: settings.title,
  })
  expect(german.pages).toEqual({
    memory: memoryGerman.title,
    search: searchGerman.title,
    personas: personasGerman.title,
    settings: settingsGerman.title,
  })
})
