// What of an error is written down: its kind, its code, where it happened, and of its message only what engines say by
// themselves. Any other message may quote what people wrote, what a provider answered, or a key.
import type { DescribedError } from '../../shared/described-error'
import { chosenFrames } from './chosen-frames'
import { isKnownCode, isKnownName, isKnownReason, isSqlState } from './known-codes'
import { knownProperties } from './known-properties'

export interface ChosenError {
  name?: string
  code?: string
  sqlState?: string
  message?: string
  /** `function (place:line:column)`, the innermost first. */
  stack?: string[]
  /** The migration and its statement, or the status of a provider's answer. */
  file?: string
  statement?: number
  status?: number
  why?: string
  causes?: ChosenError[]
}

/** Before a name, the name, and what follows it. */
const sayingsOfNames = [
  /^(Cannot (?:read|set) properties of (?:undefined|null) \((?:reading|setting) ')([A-Za-z_$][\w$]{0,40})('\))$/,
  /^()([A-Za-z_$][\w$.]{0,80})((?:\(\.\.\.\))? is not (?:a function|a constructor|iterable|defined))$/,
  /^(Cannot access ')([A-Za-z_$][\w$]{0,40})(' before initialization)$/,
]
const sayings = [
  /^Assignment to constant variable\.$/,
  /^Maximum call stack size exceeded$/,
  /^Invalid (?:array length|time value|string length|URL)$/,
  /^(?:fetch failed|Failed to fetch|Load failed|terminated|Array buffer allocation failed)$/,
  /^Failed to fetch dynamically imported module/,
  /^Minified React error #\d{1,4}/,
]

/** Of anything, also of what a hostile page sends. */
export function chooseError(described: DescribedError): ChosenError {
  const { name, code, message, stack, data, causes } = described
  const chosen: ChosenError = {}
  if (name !== undefined && isKnownName(name)) chosen.name = name
  if (code !== undefined && isKnownCode(code)) chosen.code = code
  else if (code !== undefined && isSqlState(code)) chosen.sqlState = code
  const said = message === undefined ? undefined : sayingOf(message)
  if (said !== undefined) chosen.message = said
  const frames = stack === undefined ? [] : chosenFrames(stack)
  if (frames.length > 0) chosen.stack = frames
  Object.assign(chosen, chosenData(data ?? {}))
  const inside = (causes ?? []).map(chooseError).filter((one) => Object.keys(one).length > 0)
  if (inside.length > 0) chosen.causes = inside
  return chosen
}

function sayingOf(message: string): string | undefined {
  for (const saying of sayingsOfNames) {
    const [, before = '', name, after = ''] = saying.exec(message) ?? []
    if (name !== undefined) return before + knownProperties(name) + after
  }
  // Of one that names an address after it, the beginning is enough.
  return sayings.map((saying) => saying.exec(message)?.[0]).find(Boolean)
}

function chosenData(data: NonNullable<DescribedError['data']>): Partial<ChosenError> {
  const { status, statement, file, why, sqlState } = data
  return {
    ...(typeof status === 'number' && { status }),
    ...(typeof statement === 'number' && { statement }),
    ...(typeof file === 'string' && /^\d{14}_[a-z0-9_]{1,80}\.sql$/.test(file) && { file }),
    ...(typeof why === 'string' && isKnownReason(why) && { why }),
    ...(typeof sqlState === 'string' && isSqlState(sqlState) && { sqlState }),
  }
}
