/** Texts that grow have a beginning and an end in a stream, and only one of them is open at a time. */
export interface OpenText {
  id: string
  kind: 'text' | 'reasoning'
}

export interface TextBounds {
  /** Chunks that have to come before more text of this part: the end of another, its own beginning. */
  enter(text: OpenText): { ended: OpenText | null; isNew: boolean }
  leave(): OpenText | null
}

export function createTextBounds(): TextBounds {
  let open: OpenText | null = null
  return {
    enter(text) {
      if (open?.id === text.id) return { ended: null, isNew: false }
      const ended = open
      open = text
      return { ended, isNew: true }
    },
    leave() {
      const ended = open
      open = null
      return ended
    },
  }
}
