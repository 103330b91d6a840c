export const packages: Record<string, readonly RegExp[]>
export const unbundled: RegExp[]
export const budget: number
export function isTaken(name: string, path: string): boolean
export const desktopName: string
