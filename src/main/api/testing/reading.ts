// For tests: a stream as its reader sees it.
export interface Chunk {
  type: string
  [field: string]: unknown
}

export async function chunksOf(answer: Response): Promise<Chunk[]> {
  return eventsIn(await answer.text())
}

export function eventsIn(text: string): Chunk[] {
  return text
    .split('\n\n')
    .filter((line) => line.startsWith('data: ') && line !== 'data: [DONE]')
    .map((line) => JSON.parse(line.slice('data: '.length)) as Chunk)
}

/** Reads until this much was said, and goes. */
export async function readUntil(answer: Response, words: string): Promise<string> {
  const reader = (answer.body as ReadableStream<Uint8Array>).getReader()
  const decoder = new TextDecoder()
  let text = ''
  while (!text.includes(words)) {
    const { done, value } = await reader.read()
    if (done) return text
    text += decoder.decode(value, { stream: true })
  }
  await reader.cancel()
  return text
}
