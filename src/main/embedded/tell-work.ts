import type { Work } from './protocol'

/** Runs what may take long, and says so. */
export type During = <T>(work: Work, task: () => Promise<T>) => Promise<T>

/** Works may overlap: what was begun last and still goes on is what is told. */
export function tellWork(onWork: (work: Work | null) => void): During {
  const present: Work[] = []
  return async (work, task) => {
    present.push(work)
    onWork(work)
    try {
      return await task()
    } finally {
      present.splice(present.lastIndexOf(work), 1)
      onWork(present.at(-1) ?? null)
    }
  }
}
