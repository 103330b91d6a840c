export interface Figure {
  what: string
  value: number
  unit: string
  aim?: number
  error?: number
  note?: string
}
export interface Result {
  command: string
  date: string
  machine: string
  figures: Figure[]
}
export function recordFigures(
  name: string,
  result: { command: string; figures: Figure[]; load?: number | null; date?: Date },
): void
