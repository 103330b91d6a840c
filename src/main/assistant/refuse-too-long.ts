import { MESSAGE_LENGTH_LIMIT } from '../../shared/domain/stored-text'
import { KithError } from '../../shared/errors'

/** Throws MESSAGE_TOO_LONG before anything is stored. */
export function refuseTooLong({ length }: string): void {
  if (length > MESSAGE_LENGTH_LIMIT) throw new KithError('MESSAGE_TOO_LONG', { length, limit: MESSAGE_LENGTH_LIMIT })
}
