// What the vector store throws: `MASTRA_VECTOR_KITH_<METHOD>_<KIND>`, of the same kinds as what the storage throws.
import { ErrorCategory, ErrorDomain, MastraError } from '@mastra/core/error'
import { createVectorErrorId } from '@mastra/core/storage'
import { during } from './storage-errors'

/** The caller asked for something that cannot be, or gave something that is not valid. */
export function refusedVector(operation: string, text: string, kind: 'REFUSED' | 'NOT_FOUND' = 'REFUSED'): MastraError {
  return new MastraError({
    id: createVectorErrorId('KITH', operation, kind),
    domain: ErrorDomain.MASTRA_VECTOR,
    category: ErrorCategory.USER,
    text,
  })
}

const aboutOneText = new WeakSet<object>()

/** It is one of the texts that is the reason: the others may do. */
export function ofOneText<E extends Error>(error: E): E {
  aboutOneText.add(error)
  return error
}

export function isOfOneText(error: object): boolean {
  return aboutOneText.has(error)
}

/** Runs the work of one operation. What the database throws is kept as the cause. */
export async function duringVector<T>(operation: string, work: () => Promise<T>): Promise<T> {
  try {
    return await during(operation, work)
  } catch (error) {
    throw asVectorError(operation, error)
  }
}

/** The storage tells one failure from another; here it only gets the name of a vector store. */
function asVectorError(operation: string, error: unknown): unknown {
  if (!(error instanceof MastraError) || !error.id.startsWith('MASTRA_STORAGE_')) return error
  const kind = error.details?.['kind']
  return new MastraError(
    {
      id: createVectorErrorId('KITH', operation, typeof kind === 'string' ? kind : 'FAILED'),
      domain: ErrorDomain.MASTRA_VECTOR,
      category: error.category,
      text: error.message,
      ...(error.details && { details: error.details }),
    },
    error.cause,
  )
}
