export function embed(text: string): number[]
