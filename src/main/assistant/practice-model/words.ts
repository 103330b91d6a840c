// What the practice model says, in English. German stands in words.de.ts; which one is the owner's choice of language.
export const english = {
  notesEmpty: 'Your notes are empty so far. What you said here I can find again when you ask for it.',
  moreLines: (count: number) => `And ${count} more lines.`,
  notes: 'Your notes say:',
  notesToo: 'And your notes say:',
  proposed: 'I have proposed this for your notes:',
  proposedAfter: 'You decide whether it is kept. Until then I can find it in this conversation.',
  known: 'Your notes already say this, or it waits there for your decision:',
  failed: 'I could not propose this just now:',
  failedAfter: 'It stays in this conversation.',
  saidHere: 'You said earlier here:',
  saidHereNewestFirst: 'You said earlier here, newest first:',
  saidElsewhere: 'You said in another conversation:',
  nothingToLookFor:
    'I could not tell what to look for. Ask with the words you used when you told me, and I look for them in this conversation and in your notes.',
  notFound: (words: readonly string[]) =>
    `I find nothing that answers this. I looked for ${words.map((word) => `“${word}”`).join(', ')} in what you said here and in your notes. I am the practice model: I know only what I was told.`,
  empty: 'I received an empty message. Write something, and I will answer as well as a practice model can.',
  helloAgain: 'Hello again. I am still the practice model.',
  hello: (introduction: string) => `Hello. ${introduction}`,
  welcome: 'You are welcome.',
  introduction: (hasNotes: boolean) =>
    `I am the **practice model**. I run inside Kith, need no network, and follow a few simple rules, so that you can try everything before you connect a real model.

- Tell me something about yourself, for example *my dog is called Max*, and I propose it for your notes. ${hasNotes ? 'I read them before every answer.' : 'They are empty so far.'}
- Ask me about it later, *what is my dog called?*, and I look it up in this conversation and in your notes.
- For anything else I have no knowledge. Choose another model in the settings for that.`,
  longText: (characters: number, words: number) =>
    `That is a long text: ${characters.toLocaleString('en')} characters, about ${words.toLocaleString('en')} words. It is stored. I cannot judge or summarise it, but ask me about something that stands in it and I look for the sentence.`,
  remarks: [
    'I have read that. I am the practice model and have nothing of my own to add. If it is something to keep, begin with *remember that*.',
    'That is in our conversation now, and I can find it again when you ask. For a real answer, choose another model in the settings.',
    'Understood as words, not as meaning: I am the practice model. Ask me later with the same words and I look it up.',
    'I can store this and find it again, no more. The practice model follows rules and does not think.',
  ],
  questions: [
    'I cannot answer that. I am the practice model and know only what you tell me here and what stands in your notes.',
    'That is beyond the practice model. Choose another model in the settings and ask again; everything said here goes along.',
    'I have no knowledge of the world to answer from. What you told me about yourself I can look up.',
  ],
}

export type PracticeWords = typeof english
