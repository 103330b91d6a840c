interface TreeNode {
  type: string
  tagName?: string
  value?: string
  properties?: Record<string, unknown>
  children?: TreeNode[]
}

const blocks = new Set(['p', 'li', 'ul', 'ol', 'blockquote', 'table', 'th', 'td', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6'])

/** A rehype plugin: each block runs the way its own script does, lists and quotes with their marks on the right side. */
export function directions() {
  return (tree: TreeNode): void => void mark(tree)
}

// The first letter that has a direction decides, as `dir="auto"` would; that does not look into blocks in blocks.
function mark(node: TreeNode): 'ltr' | 'rtl' | null {
  if (node.type === 'text') return directionOf(node.value ?? '')
  let found: 'ltr' | 'rtl' | null = null
  for (const child of node.children ?? []) {
    const direction = mark(child)
    found ??= direction
  }
  // Code and formulas run left to right everywhere and say nothing about the words around them.
  if (node.tagName === 'code' || node.tagName === 'pre') return null
  if (found && node.tagName && blocks.has(node.tagName)) node.properties = { ...node.properties, dir: found }
  return found
}

const rightToLeft =
  /[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}\p{Script=Adlam}]/u

function directionOf(text: string): 'ltr' | 'rtl' | null {
  const letter = /\p{L}/u.exec(text)
  return letter && (rightToLeft.test(letter[0]) ? 'rtl' : 'ltr')
}
