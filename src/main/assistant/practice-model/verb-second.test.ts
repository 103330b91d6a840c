import { expect, test } from 'vitest'
import { verbSecond } from './verb-second'

test.each([
  ['mein Hund Max heißt', 'mein Hund heißt Max'],
  ['mein kleiner Bruder Paul Meier heißt', 'mein kleiner Bruder heißt Paul Meier'],
  ['ich in Lyon wohne', 'ich wohne in Lyon'],
  ['ich Angst vor Hunden habe', 'ich habe Angst vor Hunden'],
  ['wir in Lyon gewohnt haben', 'wir haben in Lyon gewohnt'],
  ['der Schlüssel unter der alten Matte liegt', 'der Schlüssel liegt unter der alten Matte'],
  ['meine Schwester eine Katze mit drei Beinen hat', 'meine Schwester hat eine Katze mit drei Beinen'],
  ['mein Hund sehr alt ist', 'mein Hund ist sehr alt'],
  ['Anna keine Nüsse isst', 'Anna isst keine Nüsse'],
])('%j becomes %j', (clause, sentence) => expect(verbSecond(clause)).toBe(sentence))

test.each([
  ['mein Bruder Paul in Lyon wohnt', 'a name that belongs to the noun'],
  ['die Frau meines Bruders Anna heißt', 'a genitive'],
  ['mein Hund mit dem weißen Fell krank ist', 'what describes the noun'],
  ['ich früh aufstehe', 'a verb that would come apart'],
  ['ich habe kommen müssen', 'an infinitive at the end'],
  ['ich keine Nüsse esse, weil ich allergisch bin', 'another clause'],
  ['mein Hund Max heißt und mein Kater Moritz heißt', 'two of them'],
  ['sie mein Bruder mag', 'an object before the subject'],
  ['mein Termin am Montag um drei ist', 'a time that may belong to either'],
])('%j stays a clause: %s', (clause) => expect(verbSecond(clause)).toBeNull())
