export const benchmarks: Readonly<Record<string, { heading: string; results: readonly string[] }>>
export const missing: Readonly<Record<string, string>>
export function benchmarkOf(name: string): string | null
