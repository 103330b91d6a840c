import { useEffect, useRef } from 'react'
import type { ComponentProps } from 'react'

interface BlobImageProps extends Omit<ComponentProps<'img'>, 'src'> {
  bytes: Blob
  /** As main found out: the page's own guess is not asked. */
  mediaType: string
}

/** A picture of bytes this page has, under an address that goes with it. */
export function BlobImage({ bytes, mediaType, alt, ...props }: BlobImageProps) {
  const element = useRef<HTMLImageElement>(null)
  useEffect(() => {
    const url = URL.createObjectURL(new Blob([bytes], { type: mediaType }))
    if (element.current) element.current.src = url
    return () => URL.revokeObjectURL(url)
  }, [bytes, mediaType])
  return <img ref={element} alt={alt} {...props} />
}
