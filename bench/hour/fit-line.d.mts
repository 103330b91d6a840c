export function fitLine(samples: readonly { x: number; y: number }[]): { slope: number; error: number; start: number }
