import type { Accent } from '../../../shared/contract/personas'

/** The colour of a profile. Its name always stands beside it. */
export function ProfileDot({ colour }: { colour: Accent }) {
  return <span aria-hidden="true" data-accent={colour} className="size-2.5 flex-none rounded-full bg-(--accent-fill)" />
}
