// Every route can fail with any code of the error table; routes add nothing to it.
import { oc } from '@orpc/contract'
import type { ErrorMap } from '@orpc/contract'
import { z } from 'zod'
import { errorData } from '../errors'
import type { ErrorCode } from '../errors'

type KithErrorMap = { [C in ErrorCode]: { data: (typeof errorData)[C] } }

const errors = Object.fromEntries(
  Object.entries(errorData).map(([code, data]) => [code, { data }]),
) as KithErrorMap satisfies ErrorMap

export const route = oc.errors(errors)

export const uuid = z.uuid()
/** Points in time cross the wire as ISO 8601 strings in UTC, milliseconds included. */
export const time = z.iso.datetime()
