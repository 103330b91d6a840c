export const words = {
  note: 'Write a note',
  noteAlias: 'notes working memory remember edit',
  forgetWords: 'Forget what has certain words…',
  forgetAlias: 'delete erase remove memory search',
}
