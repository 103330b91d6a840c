export interface BrokenLink {
  page: string
  line: number
  target: string
  why: string
}

export function brokenLinks(root: string): BrokenLink[]
