import { useQuery } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { failureOf } from '../../../wire/failure'
import { queries } from '../../../wire/rpc'

/** The bytes of a file. They never change, so they are read once, and kept while anybody looks at them. */
export function useFile(fileId: string, isWanted: boolean) {
  const { data, error } = useQuery(
    queries.files.read.queryOptions({
      input: { fileId },
      enabled: isWanted,
      staleTime: Infinity,
      gcTime: 120_000,
      retry: (times, cause) => failureOf(cause)?.code !== 'NOT_FOUND' && times < 2,
    }),
  )
  return { bytes: data?.bytes ?? null, isGone: error !== null && data === undefined }
}

/** Turns true when it comes near to being seen, and stays so. */
export function useNear<E extends HTMLElement>() {
  const element = useRef<E>(null)
  const [isNear, setNear] = useState(false)
  useEffect(() => {
    if (isNear || !element.current) return
    const observer = new IntersectionObserver(([entry]) => entry?.isIntersecting && setNear(true), {
      root: element.current.closest('[data-scroller]'),
      rootMargin: '600px 0px',
    })
    observer.observe(element.current)
    return () => observer.disconnect()
  }, [isNear])
  return { element, isNear }
}

/** Saves as the browser saves things: it asks where, or puts it with the downloads. */
export function saveBlob(bytes: Blob, name: string): void {
  // As bytes: a browser would show a text or a PDF instead.
  const url = URL.createObjectURL(new Blob([bytes], { type: 'application/octet-stream' }))
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(url), 60_000)
}
