import type { Plugin, Rolldown } from 'vite'

export function chunksOfStart(folder: string): Rolldown.CodeSplittingGroup[]
export function preloadStart(): Plugin
