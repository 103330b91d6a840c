// The page's own worker reads code here, too: its grammars are large, and a release has them once.
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Answer, Question } from '../../../shared/highlight/messages'

/** Where the build has put the page's worker; null where there is no built page. @param pageFolder absolute path */
export async function pageColourerIn(pageFolder: string): Promise<string | null> {
  const assets = join(pageFolder, 'assets')
  const names = await readdir(assets).catch(() => [])
  const name = names.find((one) => /^highlight\.worker-.*\.js$/.test(one))
  return name === undefined ? null : join(assets, name)
}

/** Runs it in this thread, which is none of main's: it is given what a worker of a page has around it. */
export async function loadPageColourer(path: string): Promise<(question: Question) => Promise<Answer>> {
  const waiting = new Map<number, (answer: Answer) => void>()
  let ask: ((event: { data: Question }) => void) | null = null
  Object.assign(globalThis, {
    addEventListener: (_: string, listener: typeof ask) => (ask = listener),
    postMessage(answer: Answer) {
      waiting.get(answer.id)?.(answer)
      waiting.delete(answer.id)
    },
  })
  await import(/* @vite-ignore */ pathToFileURL(path).href)
  return (question) =>
    new Promise((resolve) => {
      waiting.set(question.id, resolve)
      ask?.({ data: question })
    })
}
