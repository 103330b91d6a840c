// How a saved thread looks: the surfaces and inks of Kith, the fonts of whoever reads it, and its own rules for paper.

export const htmlStyle = `
:root { color-scheme: light dark; --paper: #fcfbf8; --ink: #2a2520; --quiet: #6b635a; --line: #e0ddd5; --fill: #f1efe9; --link: #2f5f8a;
  --slate: #21629d; --moss: #4c6b16; --clay: #934621; --danger: #af302b }
@media (prefers-color-scheme: dark) {
  :root { --paper: #1f1c19; --ink: #ebe7e0; --quiet: #a89f94; --line: #3a3530; --fill: #2a2622; --link: #8fb8dd;
    --slate: #7eb4ed; --moss: #9dbc76; --clay: #e59b7b; --danger: #f18b84 }
}
* { box-sizing: border-box }
body { margin: 0 auto; max-width: 46rem; padding: 2.5rem 1.25rem 4rem; background: var(--paper); color: var(--ink);
  font: 1rem/1.6 "IBM Plex Sans", system-ui, sans-serif; overflow-wrap: break-word }
h1 { font-size: 1.6rem; line-height: 1.25; margin: 0 0 1rem }
h3, h4, h5, h6 { font-size: 1.05rem; margin: 1.4em 0 .5em }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .15rem 1rem; margin: 0; color: var(--quiet); font-size: .875rem }
dd { margin: 0 }
article { border-top: 1px solid var(--line); margin-top: 2rem; padding-top: 1.25rem }
article > header { display: flex; flex-wrap: wrap; gap: .25rem .75rem; align-items: baseline }
h2 { font-size: 1rem; margin: 0 }
time, .quiet, .aside { color: var(--quiet); font-size: .875rem }
p, ul, ol, blockquote, pre, .wide, .formula, figure { margin: .75em 0 }
ul, ol { padding-inline-start: 1.6em } li > ul, li > ol { margin: 0 }
blockquote { border-inline-start: 3px solid var(--line); margin-inline: 0; padding-inline-start: 1em; color: var(--quiet) }
code { font: .9em/1.5 "IBM Plex Mono", ui-monospace, monospace; background: var(--fill); border-radius: .25rem; padding: .1em .3em }
pre { background: var(--fill); border-radius: .5rem; padding: .75rem 1rem; overflow-x: auto }
pre code { background: none; padding: 0 }
figure pre { margin-block: 0 }
.keyword { color: var(--slate) } .string, .inserted { color: var(--moss) } .number { color: var(--clay) } .deleted { color: var(--danger) }
.comment { color: var(--quiet); font-style: italic }
.plain { white-space: pre-wrap }
/* No formula reaches over what stands beside it. */
.katex { display: inline-block; max-width: 100%; overflow: clip; overflow-clip-margin: .2em }
.wide, .formula { overflow-x: auto }
.formula, .block { display: block; text-align: center } .block { white-space: pre-wrap; text-align: start }
table { border-collapse: collapse; font-size: .9375rem }
th, td { border: 1px solid var(--line); padding: .35rem .7rem; text-align: start; vertical-align: top }
th { background: var(--fill) }
.left { text-align: left } .center { text-align: center } .right { text-align: right }
a { color: var(--link) }
hr { border: 0; border-top: 1px solid var(--line); margin: 1.5em 0 }
figure { margin-inline: 0 }
img { display: block; max-width: 100%; max-height: 32rem; border-radius: .5rem }
figcaption { color: var(--quiet); font-size: .875rem; margin-top: .35rem }
.note { display: flex; gap: .5rem; font-size: .875rem } .note p { margin: 0 }
.aside ul { margin: .25rem 0 0 }
footer { border-top: 1px solid var(--line); margin-top: 2.5rem; padding-top: 1rem; color: var(--quiet); font-size: .8125rem }
@media print {
  @page { margin: 18mm 16mm }
  :root { color-scheme: light; --paper: #fff; --ink: #000; --quiet: #444; --line: #bbb; --fill: #f4f4f4; --link: #000;
    --slate: #21629d; --moss: #4c6b16; --clay: #934621; --danger: #af302b }
  body { max-width: none; padding: 0; font-size: 10.5pt }
  article > header, h3, h4, h5, h6 { break-after: avoid }
  pre, tr, img, figure, blockquote { break-inside: avoid }
  pre { white-space: pre-wrap; overflow: visible; border: 1px solid var(--line) }
  .wide, .formula { overflow: visible }
  p { orphans: 3; widows: 3 }
}
`
