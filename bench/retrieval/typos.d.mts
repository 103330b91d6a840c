export function withTypo(question: string, turn: number): string | null
