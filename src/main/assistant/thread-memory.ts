// Whether a thread remembers is written in its own metadata, which goes along when it is copied or moved. The database
// reads it there, too: see the migration threads_that_remember_nothing.
import type { Json } from '../database/database.types'

const KEY = 'kith.memory'

export function remembers(metadata: Json | null): boolean {
  return (metadata as Record<string, unknown> | null)?.[KEY] !== 'off'
}

export function memoryMetadata(isOn: boolean): Json {
  return { [KEY]: isOn ? 'on' : 'off' }
}
