// What somebody wants forgotten, from wherever they said so. One dialog shows it.
import { create } from 'zustand'
import type { ForgetTarget } from '../../shared/contract/forgetting'

export interface Wish {
  /** Null: what has certain words, which are yet to be named. */
  target: ForgetTarget | null
  /** What it is called on screen. */
  name: string
  /** Once it is gone. */
  onGone?: () => void
}

interface Forgetting {
  wish: Wish | null
  begin(wish: Wish): void
  end(): void
}

export const useForgetting = create<Forgetting>()((set) => ({
  wish: null,
  begin: (wish) => set({ wish }),
  end: () => set({ wish: null }),
}))
