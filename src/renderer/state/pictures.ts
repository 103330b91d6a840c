// Pictures of personas, under addresses of this page: small, few, shown in many places, and kept as long as the page lives.
import { useQuery } from '@tanstack/react-query'
import { queries } from '../wire/rpc'

const PREFIX = 'kith-file:'
const addresses = new Map<string, string>()

/** As `<img>` shows it; undefined while it is read, where there is none, and when it is gone. */
export function usePicture(picture: string | undefined): string | undefined {
  const fileId = picture?.slice(PREFIX.length) ?? ''
  const { data } = useQuery(
    queries.files.read.queryOptions({
      input: { fileId },
      enabled: picture !== undefined,
      staleTime: Infinity,
      gcTime: Infinity,
      retry: false,
    }),
  )
  return data && picture !== undefined ? addressOf(fileId, data) : undefined
}

function addressOf(fileId: string, { bytes, mediaType }: { bytes: Blob; mediaType: string }): string {
  const known = addresses.get(fileId)
  if (known !== undefined) return known
  const made = URL.createObjectURL(new Blob([bytes], { type: mediaType }))
  addresses.set(fileId, made)
  return made
}

/** As settings name a file. */
export const pictureOf = (fileId: string) => `${PREFIX}${fileId}`
