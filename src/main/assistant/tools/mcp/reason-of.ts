// Why a server cannot be used, as its owner reads it: shorter than a stranger may like, and without what it was asked with.
import { z } from 'zod'
import { cut } from '../quote'

/** @param besides what was complained of meanwhile, for an error that says nothing */
export function reasonOf(error: unknown, besides: string): string {
  if (error instanceof z.ZodError || (error instanceof Error && error.name === 'ZodError'))
    return 'What it answers is not understood.'
  const known = words(error)
  if (known !== null) return known
  const { message, cause } = error instanceof Error ? error : { message: String(error), cause: undefined }
  const inner = cause instanceof Error && !message.includes(cause.message) ? `: ${cause.message}` : ''
  return cut([`${message}${inner}`, besides].filter(Boolean)[0] ?? '', 500)
}

/** What the system says in a code. */
function words(error: unknown): string | null {
  for (let at = error; at instanceof Error; at = at.cause) {
    const { code, path } = at as { code?: unknown; path?: unknown }
    if (code === 'ENOENT') return `There is no program ${String(path)} here. Is it installed? Its full path may help.`
    if (code === 'EACCES')
      return `${String(path)} may not be started: this account has no right to, or it is no program.`
    if (code === 'ECONNREFUSED') return 'Nothing answers at this address. Is the server running?'
    if (code === 'ENOTFOUND' || code === 'EAI_AGAIN')
      return 'This address is not known. Is it right, and this computer online?'
  }
  return null
}
