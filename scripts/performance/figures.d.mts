export interface Figure {
  what: string
  value: number
  unit: string
  aim?: number
  isFloor?: boolean
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
  result: { figures: Figure[]; command?: string; load?: number | null; date?: Date },
): void
