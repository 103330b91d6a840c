/** Words in HTML, in text and in attributes: markup in them is words, too. */
export function escape(text: string): string {
  return text.replaceAll(/[&<>"'`]/g, (sign) => entities[sign] ?? sign).replaceAll(/[\0\uFFFE\uFFFF]/g, '\uFFFD')
}

/** What nobody could read as Markdown: it stands as it was written. */
export const plain = (text: string) => `<p class="plain" dir="auto">${escape(text)}</p>`

const entities: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
  '`': '&#96;',
}
