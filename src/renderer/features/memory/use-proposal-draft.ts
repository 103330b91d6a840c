import type { Proposal } from '../../../shared/contract/memories'
import { draftOfMerge, draftOfProposal, useDrafts } from '../../state/drafts'

export interface ProposalDraft {
  /** As what it would be remembered: itself in other words, or one with what it resembles. */
  as: 'edit' | 'merge'
  text: string
}

/** What is being written of a proposal. A draft like any other: it survives another tab, and a reload. */
export function useProposalDraft({ id, content }: Proposal) {
  const edit = useDrafts(({ drafts }) => drafts[draftOfProposal(id)])
  const merge = useDrafts(({ drafts }) => drafts[draftOfMerge(id)])
  const begin = useDrafts((state) => state.begin)
  const write = useDrafts((state) => state.write)
  const draft: ProposalDraft | null = merge
    ? { as: 'merge', text: merge.text }
    : edit
      ? { as: 'edit', text: edit.text }
      : null
  return {
    draft,
    isChanged: merge ? merge.text !== merge.base : edit !== undefined && edit.text !== edit.base,
    edit: () => begin(draftOfProposal(id), { text: content, base: content }),
    merge: (text: string) => begin(draftOfMerge(id), { text, base: text }),
    write: (text: string) => write(merge ? draftOfMerge(id) : draftOfProposal(id), text),
    end: () => endProposalDraft(id),
  }
}

export function hasProposalDraft(drafts: Record<string, unknown>, id: string): boolean {
  return draftOfProposal(id) in drafts || draftOfMerge(id) in drafts
}

export function endProposalDraft(id: string): void {
  const { discard } = useDrafts.getState()
  discard(draftOfProposal(id))
  discard(draftOfMerge(id))
}
