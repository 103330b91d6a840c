import type { ForgetRadius } from '../../../shared/contract/forgetting'
import { counted } from '../../lib/numbers'

export const words = {
  title: (name: string) => `Forget ${name}?`,
  searchTitle: 'Forget everything with these words',
  searchHint: 'Everything that has all of these words, as typed, in any persona and thread.',
  searchField: 'Words',
  look: 'Show what would go',
  looking: 'Looking for everything it would take…',
  goes: 'These go with it, in one step:',
  nothing: 'There is nothing here to forget.',
  stays: 'What stays:',
  final: 'This cannot be undone. Backups made before keep it until they are removed.',
  keep: 'Keep it',
  forget: 'Forget',
  close: 'Close',
  tryAgain: 'Look again',
  also: (count: number) => `Also forget ${counted(count, 'place', 'places')} with other forms of these words`,
  memoriesNamed: 'Memories that go',
  reasons: {
    asked: '',
    source: 'learned from it',
    observation: 'noted about its thread',
    merged: 'merged into it',
    quotes: 'quotes it',
  },
  noteLines: 'Lines that leave the notes',
  titles: 'Titles that go',
  gone: 'Forgotten',
  counts: ({ counts, redactedReceipts }: ForgetRadius): string[] =>
    [
      counts.personas > 0 && counted(counts.personas, 'persona', 'personas'),
      counts.threads > 0 && counted(counts.threads, 'thread', 'threads'),
      counts.messages > 0 && counted(counts.messages, 'message', 'messages'),
      counts.memories > 0 && counted(counts.memories, 'memory', 'memories'),
      counts.files > 0 && counted(counts.files, 'file', 'files'),
      counts.vectors > 0 && counted(counts.vectors, 'vector', 'vectors'),
      counts.receipts > 0 && counted(counts.receipts, 'receipt entry', 'receipt entries'),
      counts.others > 0 && `${counted(counts.others, 'row', 'rows')} made from it, for search and history`,
      redactedReceipts > 0 &&
        `its words in ${counted(redactedReceipts, 'receipt entry', 'receipt entries')} of other answers`,
    ].filter((one) => one !== false),
  drafts: (count: number) => `${counted(count, 'draft', 'drafts')} in this window`,
  staying: ({ usedInAnswers, quotingMessages, quotingPersonas }: ForgetRadius): string[] =>
    [
      usedInAnswers > 0 &&
        `${counted(usedInAnswers, 'answer', 'answers')} that ${usedInAnswers === 1 ? 'was' : 'were'} given it`,
      quotingMessages > 0 && `${counted(quotingMessages, 'message', 'messages')} that may say it, too`,
      quotingPersonas > 0 && `the instructions of ${counted(quotingPersonas, 'persona', 'personas')}`,
    ].filter((one) => one !== false),
  proof: (found: number, vectorsLeft: number) =>
    `Looked through everything afterwards: ${counted(found, 'row', 'rows')} with it left, ${counted(vectorsLeft, 'vector', 'vectors')} left.`,
  erased: (rows: number, vectors: number) =>
    `${counted(rows, 'row', 'rows')} and ${counted(vectors, 'vector', 'vectors')} were erased.`,
  foundStays: 'What is left stays on purpose: what you kept, or what only shares these words.',
}
