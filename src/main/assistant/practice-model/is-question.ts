const OPENINGS =
  /^(?:(?:and|so|but|ok|okay|well|hey|hi|hello|now|please|then)[, ]+)*(?:what|what's|whats|where|where's|who|who's|whose|when|when's|which|how|how's|why|do|does|did|is|are|am|was|were|can|could|will|would|should|have|has|tell me|remind me|show me|i wonder|i want to know|i'd like to know|was|wo|wer|wen|wem|wessen|wann|welche[rsnm]?|wie|warum|wieso|weißt du|wissen sie|sag mir|ich möchte wissen)\b/i

/** Whether a sentence asks something. Errs on the side of asking: a question is never quoted as if it were told. */
export function isQuestion(sentence: string): boolean {
  const said = sentence.trim().replaceAll('’', "'")
  return /[?？\u037E؟]["'»”)\]]*$/u.test(said) || OPENINGS.test(said)
}

/** Whether it asks about the assistant itself: "do you like music?", and not "do you remember my dog?". */
export function asksAboutAssistant(sentence: string): boolean {
  return /\b(?:are|do|did|can|could|will|would|have|were) you\b(?! (?:still )?(?:know|remember|tell|remind|see|find)\b)|\byour\b(?! notes)/i.test(
    sentence,
  )
}
