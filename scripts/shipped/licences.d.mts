import type { Plugin } from 'vite'

export interface ShippedLicence {
  name: string
  version: string
  licence: string
  offered?: string
  address: string | null
  text: string | null
}

export function shippedLicences(): { forPage: Plugin; forWorkers: () => Plugin }
export function foldersOfMain(): string[]
export function licencesOf(folders: readonly string[]): ShippedLicence[]
export function requiredText(one: { name: string; licence: string; text: string | null }): string | null
export function licenceOf(manifest: { name: string; license?: string }): Pick<ShippedLicence, 'licence' | 'offered'>
