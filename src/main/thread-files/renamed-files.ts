const mention = /kith-file:([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})/gi

/**
 * The same JSON, every file in it under another id.
 * @param idOf is given ids in small letters
 */
export function renamedFiles(value: unknown, idOf: (fileId: string) => string): unknown {
  const text = JSON.stringify(value)
  if (!/kith-file:/i.test(text)) return value
  return JSON.parse(text.replaceAll(mention, (_, fileId: string) => `kith-file:${idOf(fileId.toLowerCase())}`))
}
