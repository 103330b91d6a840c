import { Streamdown } from 'streamdown'
import type { Components } from 'streamdown'
import { CodeBlock } from './CodeBlock'
import { MarkdownImage, MarkdownLink } from './links'
import { MarkdownTable } from './MarkdownTable'

/** Loaded by `Markdown.tsx`. */
export function MarkdownBody({ text, isGrowing }: { text: string; isGrowing: boolean }) {
  return (
    <Streamdown
      className="markdown"
      components={components}
      // Without the library's own plugins no HTML is parsed: it stays the text it is.
      rehypePlugins={noPlugins}
      parseIncompleteMarkdown={isGrowing}
      isAnimating={isGrowing}
      controls={false}
      linkSafety={ourOwnLinks}
    >
      {text}
    </Streamdown>
  )
}

const noPlugins: [] = []
const ourOwnLinks = { enabled: false }

// Plain elements, styled in reading.css, in place of the library's own looks. (Its type wants every component to take
// any property at all, which ours do not.)
const components = {
  a: MarkdownLink,
  img: MarkdownImage,
  pre: CodeBlock,
  table: MarkdownTable,
  code: 'code',
  h1: 'h2',
  h2: 'h3',
  h3: 'h4',
  h4: 'h5',
  h5: 'h6',
  h6: 'h6',
  p: 'p',
  ul: 'ul',
  ol: 'ol',
  li: 'li',
  strong: 'strong',
  em: 'em',
  blockquote: 'blockquote',
  hr: 'hr',
  sup: 'sup',
  sub: 'sub',
  thead: 'thead',
  tbody: 'tbody',
  tr: 'tr',
  th: 'th',
  td: 'td',
  section: 'section',
} as Components
