/** Everything a text can try in order to run something or to fetch something from `origin`. Ends with "The end." */
export function hostileMarkdown(origin: string): string {
  const run = `window.pwned=1;fetch('${origin}/run')`
  return `Here it is.

<script>${run}</script>
<script src="${origin}/script.js"></script>
<img src=x onerror="${run}">
<img src="${origin}/img.png"><img srcset="${origin}/img2.png 1x">
<svg onload="${run}"><script>${run}</script><image href="${origin}/svg.png"/></svg>
<svg><a href="javascript:${run}"><text>svg link</text></a><use href="${origin}/use.svg#a"/></svg>
<iframe src="${origin}/frame"></iframe><iframe srcdoc="<script>${run}</script>"></iframe>
<object data="${origin}/object"></object><embed src="${origin}/embed">
<link rel="stylesheet" href="${origin}/link.css"><link rel="prefetch" href="${origin}/prefetch">
<style>@import url('${origin}/import.css'); body { background: url('${origin}/style.png') }</style>
<div style="background: url('${origin}/css.png'); position: fixed; inset: 0">over everything</div>
<video src="${origin}/video" poster="${origin}/poster.png" autoplay></video><audio src="${origin}/audio"></audio>
<form action="${origin}/form"><button formaction="javascript:${run}">Send</button></form>
<base href="${origin}/"><meta http-equiv="refresh" content="0; url=${origin}/refresh">
<details open ontoggle="${run}"><summary>more</summary></details>
<a href="javascript:${run}">raw link</a> <body onload="${run}"> <input autofocus onfocus="${run}">
<math><mtext><table><mglyph><style><img src=x onerror="${run}"></style></mglyph></table></mtext></math>

![remote](${origin}/remote.png) ![remote with title](${origin}/title.png "title")
![by reference][picture] [a link](javascript:${encodeURIComponent(run)}) [another](JaVaScRiPt:${encodeURIComponent(run)})
[a page](data:text/html,<script>${run}</script>) [encoded](data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==)
[vb](vbscript:msgbox) [entity](java&#115;cript:${encodeURIComponent(run)}) <javascript:alert(1)>
[file](file:///etc/passwd)

[picture]: ${origin}/reference.png

\`\`\`html
<script>${run}</script><img src="${origin}/code.png">
\`\`\`

\`\`\`mermaid
graph TD; A["<img src=x onerror='${run}'>"] --> B; click A "javascript:${run}"
\`\`\`

$$\\href{javascript:${run}}{x} \\includegraphics{${origin}/math.png}$$

| <img src=x onerror="${run}"> | ![cell](${origin}/cell.png) |
| --- | --- |
| <iframe src="${origin}/cell"></iframe> | b |

The end.
`
}
