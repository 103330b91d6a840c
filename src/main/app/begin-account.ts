import { saveStarterPersonas } from '../assistant'
import type { Assistant } from '../assistant'
import type { Call } from '../database/call'
import type { OpenDatabase } from './open-database'

/**
 * What wants an answer from the database before anything else is asked of it.
 * @param isKept the assistant was there before this database was opened again
 * @returns how many answers had been cut off
 */
export async function beginAccount(
  { isReadOnly }: Pick<OpenDatabase, 'isReadOnly'>,
  call: Call,
  assistant: Assistant,
  isKept: boolean,
): Promise<number> {
  if (!isReadOnly) await saveStarterPersonas(call)
  if (isKept) await assistant.catchUp()
  return isKept || isReadOnly ? 0 : assistant.recover()
}
