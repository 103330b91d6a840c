// A persona is changed in parts, by several: its editor, what is allowed on a card, another device. Each change is made of
// what is stored at that moment; where somebody was quicker, it is made again of what they have saved.
import { KithError } from '../../../shared/errors'
import type { Call } from '../../database/call'
import type { Database } from '../../database/database.types'

type Row = Database['public']['Tables']['ai_personas']['Row']
type Changes = Omit<Database['public']['Functions']['ai_save_persona']['Args'], 'id' | 'expected_updated_at'>

/** Nobody is that quick that often. */
const MOST_TRIES = 10

/** @param become is given what is stored; undefined: it is to be made. Throws CONFLICT, and what the database throws. */
export async function changePersona(
  call: Call,
  id: string,
  become: (before: Row | undefined) => Changes,
): Promise<Row[]> {
  for (let tries = 1; ; tries += 1) {
    const before = (await call('ai_list_personas', { include_archived: true })).find((row) => row.id === id)
    try {
      return await call('ai_save_persona', { ...become(before), id, expected_updated_at: before?.updated_at })
    } catch (error) {
      if (!(error instanceof KithError) || error.code !== 'CONFLICT' || tries >= MOST_TRIES) throw error
    }
  }
}
