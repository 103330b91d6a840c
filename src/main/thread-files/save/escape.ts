/** Words in HTML, in text and in attributes: markup in them is words, too. */
export function escape(text: string): string {
  return text.replaceAll(/[&<>"'`]/g, (sign) => entities[sign] ?? sign).replaceAll(/[\0\uFFFE\uFFFF]/g, '\uFFFD')
}

const entities: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
  '`': '&#96;',
}
