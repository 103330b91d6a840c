import type { Proposal } from '../../../shared/contract/memories'
import { words } from './words'

/** What is known already and stands beside this. */
export function ProposalRelated({ related }: { related: NonNullable<Proposal['related']> }) {
  return (
    <div className="mt-1.5 border-s-2 border-line ps-3 text-small text-ink-2 [overflow-wrap:anywhere]">
      <p className="font-strong">{words.relations[related.relation]}</p>
      <p>{related.memory.content}</p>
    </div>
  )
}
