import type { ImportOptions } from '../../src/main/store/import/import-mastra'

export function openSource(
  url: string,
  vectorsUrl?: string,
): Promise<{ source: ImportOptions['source']; close(): Promise<void> }>
