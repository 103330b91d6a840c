// A file is read in a thread of its own: one of 96 MB takes seconds, in which nothing else of Kith would move.
import { Worker } from 'node:worker_threads'
import type { OpenedThread } from '../../../shared/contract/thread-files'
import { KithError } from '../../../shared/errors'
import type { FileToBringIn } from './bring-in'
import { refused } from './read-thread-file'
import type { Answers, Asked, FileToRead, Looked } from './reading-thread'

export interface ReadFile {
  looked: OpenedThread
  /** What is being brought in is brought in to its end, closed or not. Throws NOT_FOUND when it was closed before. */
  bringIn<T>(into: (file: FileToBringIn) => Promise<T>): Promise<T>
}

export interface Reading {
  /** Rejects with THREAD_FILE_REFUSED, and with NOT_FOUND when it is closed before. */
  read: Promise<ReadFile>
  close(): void
}

/** Beyond it the file is not one that Kith has written. */
const MEMORY_LIMIT_MB = 2_048

/** @param modulePath absolute path of the built reading-thread.ts @param file its bytes go over, and are empty here afterwards */
export function readInThread(modulePath: string, { bytes, name }: FileToRead): Reading {
  const whole = bytes.byteLength === bytes.buffer.byteLength ? bytes : new Uint8Array(bytes)
  const worker = new Worker(modulePath, {
    workerData: { bytes: whole, name } satisfies FileToRead,
    transferList: [whole.buffer as ArrayBuffer],
    resourceLimits: { maxOldGenerationSizeMb: MEMORY_LIMIT_MB },
    env: {},
    execArgv: [],
  })
  worker.unref()
  let readers = 0
  let isClosed = false
  const waiting: PromiseWithResolvers<unknown>[] = []
  let over: unknown = null
  function end(error: unknown): void {
    over ??= error
    for (const { reject } of waiting.splice(0)) reject(over)
  }
  worker.on('message', (answer: unknown) => waiting.shift()?.resolve(answer))
  worker.on('error', (error) => end(isOutOfMemory(error) ? refused(name, 'damaged') : error))
  worker.on('exit', () => end(new KithError('NOT_FOUND', { kind: 'file' })))

  function next(): Promise<unknown> {
    const answer = Promise.withResolvers<unknown>()
    if (over === null) waiting.push(answer)
    else answer.reject(over)
    return answer.promise
  }

  async function ask<Kind extends keyof Answers>(asked: Asked & { for: Kind }): Promise<Answers[Kind]> {
    const answer = next()
    worker.postMessage(asked)
    return (await answer) as Answers[Kind]
  }

  async function read(): Promise<ReadFile> {
    const first = (await next()) as Looked
    if ('refused' in first) {
      void worker.terminate()
      throw new KithError('THREAD_FILE_REFUSED', first.refused)
    }
    return { looked: first.looked, bringIn }
  }

  async function bringIn<T>(into: (file: FileToBringIn) => Promise<T>): Promise<T> {
    readers++
    try {
      return await into({ thread: await ask({ for: 'thread' }), messages: messages(), files: files() })
    } finally {
      readers--
      endUnread()
    }
  }

  function endUnread(): void {
    if (isClosed && readers === 0) void worker.terminate()
  }

  async function* messages() {
    for (let from = 0; ;) {
      const some = await ask({ for: 'messages', from })
      if (some.length === 0) return
      yield* some
      from += some.length
    }
  }

  async function* files() {
    for (let at = 0; ; at++) {
      const file = await ask({ for: 'file', at })
      if (file === null) return
      yield file
    }
  }

  return {
    read: read(),
    close() {
      isClosed = true
      endUnread()
    },
  }
}

function isOutOfMemory(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY'
}
