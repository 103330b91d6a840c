import { lazy, Suspense } from 'react'
import { useMetadata } from '../state/metadata'

const MetadataDialog = lazy(async () => ({
  default: (await import('../features/metadata/MetadataDialog')).MetadataDialog,
}))

/** Metadata, read when it is first asked for. */
export function MetadataOver() {
  const isOpen = useMetadata(({ subject }) => subject !== null)
  if (!isOpen) return null
  return (
    <Suspense>
      <MetadataDialog />
    </Suspense>
  )
}
