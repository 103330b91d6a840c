// How well a retriever does: over all questions, the share of the messages that answer among the first 5, 10 and 20 it
// finds, and the mean of one over the rank of the first.

/**
 * @param {import('./conversations.mjs').Question[]} questions
 * @param {Map<string, string>} byLabel Ids of the messages.
 * @param {(question: import('./conversations.mjs').Question) => Promise<string[]>} retrieve Ids, best first.
 */
export async function measureQuality(questions, byLabel, retrieve) {
  const sums = { at5: 0, at10: 0, at20: 0, reciprocalRank: 0 }
  for (const question of questions) {
    const found = await retrieve(question)
    const ranks = question.labels.map((label) => found.indexOf(byLabel.get(label)) + 1).filter((rank) => rank > 0)
    const share = (limit) => ranks.filter((rank) => rank <= limit).length / question.labels.length
    sums.at5 += share(5)
    sums.at10 += share(10)
    sums.at20 += share(20)
    sums.reciprocalRank += ranks.length > 0 ? 1 / Math.min(...ranks) : 0
  }
  return Object.fromEntries(Object.entries(sums).map(([name, sum]) => [name, sum / questions.length]))
}
