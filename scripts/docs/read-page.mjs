// What a Markdown page refers to, and what of it can be referred to.
import GithubSlugger from 'github-slugger'
import { fromMarkdown } from 'mdast-util-from-markdown'
import { gfmFromMarkdown } from 'mdast-util-gfm'
import { gfm } from 'micromark-extension-gfm'

/**
 * @param {string} text
 * @returns {{ links: Reference[], names: Reference[], anchors: Set<string> }} `links` go to pages, pictures and anchors;
 *   `names` stand in backticks; `anchors` are those of its headings, as GitHub makes them.
 * @typedef {{ text: string, line: number }} Reference
 */
export function readPage(text) {
  const page = { links: [], names: [], anchors: new Set() }
  const slugger = new GithubSlugger()
  visit(fromMarkdown(text, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] }), (node) => {
    const line = node.position?.start.line ?? 0
    if (['link', 'image', 'definition'].includes(node.type)) page.links.push({ text: node.url, line })
    if (node.type === 'html') page.links.push(...linksOfHtml(node.value).map((each) => ({ text: each, line })))
    if (node.type === 'inlineCode') page.names.push({ text: node.value, line })
    if (node.type === 'heading') page.anchors.add(slugger.slug(wordsOf(node)))
  })
  return page
}

function linksOfHtml(html) {
  return [...html.matchAll(/\b(?:src|srcset|href)="([^"]+)"/g)].map(([, target]) => target)
}

function visit(node, look) {
  look(node)
  for (const child of node.children ?? []) visit(child, look)
}

function wordsOf(node) {
  return node.value ?? (node.children ?? []).map(wordsOf).join('')
}
