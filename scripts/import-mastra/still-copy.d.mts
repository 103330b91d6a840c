export function copyStill(path: string, copy: string, options?: { copyFile?: (from: string, to: string) => void }): void
