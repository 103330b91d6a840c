// In place of the packages that turn HTML in Markdown into elements: it stays text here, so they are not even shipped.
// electron.vite.config.ts puts this where the Markdown library imports them.
// oxlint-disable-next-line import/no-default-export -- as the packages it stands for
export default function noHtml(): never {
  throw new Error('HTML in Markdown is text.')
}

/** What the library passes on to `rehype-harden` when it is not told otherwise. */
export const harden = noHtml
export const defaultSchema = { attributes: {}, protocols: {}, tagNames: [] }
