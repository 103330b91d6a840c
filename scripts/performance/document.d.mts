import type { Result } from './figures.mjs'
/** `name`: of the benchmark, and behind a hyphen of its part or mode. */
export type NamedResult = Result & { name: string }
export function writePerformance(): void
export function readResults(): NamedResult[]
export function renderPerformance(
  document: string,
  results: readonly NamedResult[],
  reasons?: Readonly<Record<string, string>>,
): string
