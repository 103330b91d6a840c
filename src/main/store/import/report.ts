// What an import found and did. Counts of a dry run say what would be done.

/** A thread that was not imported whole, or the notes of a resource, with the reason. */
export interface ImportProblem {
  /** `failed`: it can be tried again. `left`: what is here was changed here, and was not touched. */
  kind: 'failed' | 'left'
  thread?: string
  /** Its notes and metadata. */
  resource?: string
  reason: string
}

export interface ImportReport {
  isDryRun: boolean
  /** What `personaOf` did not want. Counted nowhere else. */
  skipped: { resources: number; threads: number }
  /** `same`: all of it was here already. */
  threads: { found: number; imported: number; same: number }
  messages: { found: number; imported: number; same: number }
  /** Notes (working memory) and metadata of resources. */
  resources: { found: number; imported: number; same: number }
  /**
   * Messages with a vector. `left`: of more dimensions than can be stored, or without their message. `imported`: those that
   * have one here now and had none of this model before; known at the end, and not in a dry run, which counts all of them.
   */
  vectors: { found: number; imported: number; same: number; left: number }
  /** Every message of the source was read back from here and is the same, but for those of `problems`. */
  verifiedMessages: number
  problems: ImportProblem[]
}

export function emptyReport(isDryRun: boolean): ImportReport {
  return {
    isDryRun,
    skipped: { resources: 0, threads: 0 },
    threads: { found: 0, imported: 0, same: 0 },
    messages: { found: 0, imported: 0, same: 0 },
    resources: { found: 0, imported: 0, same: 0 },
    vectors: { found: 0, imported: 0, same: 0, left: 0 },
    verifiedMessages: 0,
    problems: [],
  }
}
