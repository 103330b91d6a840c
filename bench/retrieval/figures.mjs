// How much of what answers a question is found, and how early.

/**
 * @param {{ labels: string[], text: string }[]} questions
 * @param {Map<string, string>} byLabel Ids of the messages that answer.
 * @param {(question: string) => Promise<string[]>} retrieve Ids, best first.
 * @returns Shares of the evidence among the first 5, 10 and 20 and the mean of 1 / first place, in percent.
 */
export async function figuresOf(questions, byLabel, retrieve) {
  const sums = { r5: 0, r10: 0, r20: 0, mrr: 0 }
  for (const { text, labels } of questions) {
    const found = await retrieve(text)
    const places = labels.map((label) => found.indexOf(byLabel.get(label))).filter((place) => place >= 0)
    for (const k of [5, 10, 20]) sums[`r${k}`] += places.filter((place) => place < k).length / labels.length
    if (places.length > 0) sums.mrr += 1 / (1 + Math.min(...places))
  }
  return Object.fromEntries(
    Object.entries(sums).map(([name, sum]) => [name, Math.round((1000 * sum) / questions.length) / 10]),
  )
}
