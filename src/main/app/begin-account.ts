import { saveStarterPersonas } from '../assistant'
import type { Assistant } from '../assistant'
import type { Call } from '../database/call'
import type { OpenDatabase } from './open-database'

/**
 * What wants an answer from the database before anything else is asked of it.
 * @param isRecovered the assistant has cleared up after a crash: what is half written since is its own
 * @returns how many answers had been cut off
 */
export async function beginAccount(
  { isReadOnly }: Pick<OpenDatabase, 'isReadOnly'>,
  call: Call,
  assistant: Assistant,
  isRecovered: boolean,
): Promise<number> {
  if (!isReadOnly) await saveStarterPersonas(call)
  if (isRecovered) await assistant.catchUp()
  return isRecovered || isReadOnly ? 0 : assistant.recover()
}
