import { useEffect, useState } from 'react'
import type { OpenedThread } from '../../../shared/contract/thread-files'
import { UPLOAD_PART_SIZE } from '../../../shared/domain/attachment'
import { THREAD_FILE_LIMIT } from '../../../shared/domain/limits'
import type { FileSource } from '../../state/thread-files'
import { failureOf, wordsOf, wordsOfFailure } from '../../wire/failure'
import type { ErrorInWords } from '../../wire/failure'
import { rpc } from '../../wire/rpc'

export interface OpenedFile {
  fileId: string
  name: string
  /** How much of it main has, 0 to 1. */
  progress: number
  /** What is in it, once that is known. */
  found: OpenedThread | null
  error: ErrorInWords | null
  /** Null where nothing would be otherwise. */
  again: (() => void) | null
}

/** Sends a file to main and has it looked into. Nothing of it is stored; main forgets it when this ends. */
export function useOpenedFile(source: FileSource): OpenedFile {
  const [attempt, setAttempt] = useState(() => attemptAt(source))
  const [progress, setProgress] = useState(0)
  const [found, setFound] = useState<OpenedThread | null>(null)
  const [error, setError] = useState<ErrorInWords | null>(null)
  const [isRefused, setRefused] = useState(false)

  useEffect(() => {
    const stop = new AbortController()
    async function open(): Promise<void> {
      try {
        if (source.kind === 'here') await send(attempt.fileId, source.file, stop.signal, setProgress)
        setFound(await rpc.threadFiles.look({ fileId: attempt.fileId }, { signal: stop.signal }))
      } catch (cause) {
        if (stop.signal.aborted) return
        setError(wordsOfOpening(cause))
        const failure = failureOf(cause)
        setRefused(failure?.code === 'THREAD_FILE_REFUSED' && failure.data.why !== 'unreadable')
      }
    }
    void open()
    return () => stop.abort()
  }, [source, attempt])

  return {
    fileId: attempt.fileId,
    name: source.kind === 'here' ? source.file.name : source.name,
    progress,
    found,
    error,
    again: isRefused
      ? null
      : () => {
          setError(null)
          setProgress(0)
          setAttempt(attemptAt(source))
        },
  }
}

/** What this page has begun to send is sent anew, as another file. */
function attemptAt(source: FileSource): { fileId: string } {
  return { fileId: source.kind === 'handed' ? source.fileId : crypto.randomUUID() }
}

/** What a file on this computer cannot be read for is no failure of main's. */
function wordsOfOpening(cause: unknown): ErrorInWords {
  if (!(cause instanceof Unreadable)) return wordsOf(cause)
  return wordsOfFailure({ code: 'THREAD_FILE_REFUSED', data: { name: cause.message, why: cause.why } })
}

class Unreadable extends Error {
  constructor(
    name: string,
    readonly why: 'unreadable' | 'too-large',
  ) {
    super(name)
  }
}

async function send(fileId: string, file: File, signal: AbortSignal, tell: (progress: number) => void): Promise<void> {
  if (file.size > THREAD_FILE_LIMIT) throw new Unreadable(file.name, 'too-large')
  await rpc.threadFiles.begin({ fileId, name: file.name, size: file.size }, { signal })
  for (let offset = 0; offset < file.size; offset += UPLOAD_PART_SIZE) {
    const part = await file
      .slice(offset, offset + UPLOAD_PART_SIZE)
      .arrayBuffer()
      .catch(() => {
        throw new Unreadable(file.name, 'unreadable')
      })
    await rpc.threadFiles.part({ fileId, offset, bytes: new Blob([part]) }, { signal })
    tell(Math.min(1, (offset + UPLOAD_PART_SIZE) / file.size))
  }
}
