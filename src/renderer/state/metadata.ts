// Whose metadata is shown, from wherever somebody asked for it. One dialog shows it.
import { create } from 'zustand'
import type { MetadataTarget } from '../../shared/contract/metadata'

export interface MetadataSubject {
  target: MetadataTarget
  /** What it is called on screen. */
  name: string
}

export const useMetadata = create<{ subject: MetadataSubject | null }>()(() => ({ subject: null }))

export const showMetadata = (subject: MetadataSubject) => useMetadata.setState({ subject })
export const hideMetadata = () => useMetadata.setState({ subject: null })
