import type { Result } from './figures.mjs'
export function writePerformance(): void
export function readResults(): Result[]
export function renderPerformance(document: string, results: readonly Result[]): string
