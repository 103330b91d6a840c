import type { Plugin } from 'vite'

export function leaveOutOldFonts(): Plugin
export function withoutOldFonts(css: string): string
export function leaveOutElk(): Plugin
