// What somebody wants forgotten, from wherever they said so. One dialog shows it.
import { create } from 'zustand'
import type { ForgetTarget } from '../../shared/contract/forgetting'

interface Wish {
  target: ForgetTarget
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
