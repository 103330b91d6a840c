// A piece of Markdown as one glances at it: a beginning, or what stands around a word. Too small, and cut too roughly, to be
// parsed; what is left over of its marks is taken out, and tables are said as the words in them. A whole message of a stranger
// takes no longer than its length.

/** Of what is nothing but marks, these. */
export function glimpse(markdown: string): string {
  const words = markdown
    .split('\n')
    .filter((line) => !isRule(line))
    .map((line) => (isTableRow(line) ? cells(line) : line.replace(/^\s{0,3}(?:#{1,6}\s+|(?:>\s?)+)/, '')))
    .join('\n')
    .replace(/```[\w+-]*/g, ' ')
    .replace(/!?\[([^[\]\n]*)\]\([^)\s]{0,2000}\)/g, '$1')
    .replace(/(\*\*|__)(?=\S)([^\n]{0,500}?\S)\1/g, '$2')
    .replace(/(^|[^\w`])`([^`\n]+)`/g, '$1$2')
    .replace(/\$\$/g, ' ')
    .replace(/(^|[\s(])\$(?=\S)([^$\n]+?)(?<=\S)\$(?=[\s).,;:!?]|$)/g, formula)
    .replace(/[^\S\n]{2,}/g, ' ')
    .replace(/\n{3,}/g, '\n\n')
    .trim()
  return words || markdown.trim()
}

/** A formula is said as it is written; what stands between two prices is none. */
function formula(all: string, before: string, inside: string): string {
  return /[\\^_={}]/.test(inside) || /^\p{L}$/u.test(inside) ? before + inside : all
}

/** A line under a heading, between paragraphs, or below the head of a table. */
function isRule(line: string): boolean {
  return /^\s*(?:[-*_]\s*){3,}$/.test(line) || (/^[\s:|-]+$/.test(line) && line.includes('-') && line.includes('|'))
}

function isTableRow(line: string): boolean {
  return /^\s*\|.*\|\s*$/.test(line)
}

function cells(line: string): string {
  return line
    .split(/(?<!\\)\|/)
    .map((cell) => cell.trim())
    .filter(Boolean)
    .join(', ')
}
