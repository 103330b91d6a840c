import type { ForgetProof, ForgetRadius } from '../../../shared/contract/forgetting'
import { words } from './words'

/** What was looked for afterwards, and how much of it was found. */
export function ForgetProofNote({ radius, proof }: { radius: ForgetRadius; proof: ForgetProof }) {
  const vectorsLeft = Math.max(0, radius.counts.vectors - proof.vectorsGone)
  return (
    <div role="status">
      <p className="font-strong text-ink">{words.gone}</p>
      <p>{words.erased(proof.rowsGone, proof.vectorsGone)}</p>
      <p>{words.proof(proof.found, vectorsLeft)}</p>
      {proof.found > 0 && <p className="text-small">{words.foundStays}</p>}
    </div>
  )
}
