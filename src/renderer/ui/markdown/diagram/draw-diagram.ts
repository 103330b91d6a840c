// Mermaid, fetched with the first diagram. What it makes is shown as a picture: there nothing runs, nothing is fetched
// and nothing can be clicked, whatever got into it.
import mermaid from 'mermaid'

export interface Drawing {
  url: string
  width: number
  height: number
  /** As the author named it, or empty. */
  title: string
}

let drawn = 0
let last: Promise<unknown> = Promise.resolve()

/** Rejects when it cannot be drawn. One after the other: the library has one set of settings. */
export async function drawDiagram(source: string, theme: string): Promise<Drawing> {
  const turn = last.then(() => draw(source, theme === 'dark'))
  last = turn.catch(() => {})
  return await turn
}

async function draw(source: string, isDark: boolean): Promise<Drawing> {
  mermaid.initialize(settings(isDark))
  await mermaid.parse(source)
  drawn += 1
  const id = `diagram-${drawn}`
  try {
    const { svg } = await mermaid.render(id, source)
    return asPicture(svg)
  } finally {
    for (const rest of document.querySelectorAll(`#${id}, #d${id}`)) rest.remove()
  }
}

function asPicture(svg: string): Drawing {
  const picture = new DOMParser().parseFromString(svg, 'text/html').querySelector('svg')
  if (!picture) throw new Error('Nothing was drawn.')
  const [, , width = 0, height = 0] = (picture.getAttribute('viewBox') ?? '').split(/[\s,]+/).map(Number)
  if (!(width > 0 && height > 0)) throw new Error('What was drawn has no size.')
  picture.setAttribute('width', String(width))
  picture.setAttribute('height', String(height))
  picture.removeAttribute('style')
  const bytes = new Blob([new XMLSerializer().serializeToString(picture)], { type: 'image/svg+xml' })
  return {
    url: URL.createObjectURL(bytes),
    width: Math.round(width),
    height: Math.round(height),
    title: picture.querySelector(':scope > title')?.textContent?.trim().slice(0, 200) ?? '',
  }
}

function settings(isDark: boolean): Parameters<typeof mermaid.initialize>[0] {
  return {
    startOnLoad: false,
    securityLevel: 'strict',
    suppressErrorRendering: true,
    // Labels as text of the picture and not as HTML in it.
    htmlLabels: false,
    layout: 'dagre',
    maxTextSize: 20_000,
    maxEdges: 300,
    deterministicIds: true,
    // A picture has no fonts but those of the system; measured in any other, words would not fit their boxes.
    fontFamily: 'system-ui, sans-serif',
    look: 'classic',
    theme: 'base',
    themeVariables: colours(isDark),
    // Words on a line stand on the ground and not on the line.
    themeCSS: '.edgeLabel rect, .labelBkg { opacity: 1; } .node * { filter: none; }',
  }
}

function colours(isDark: boolean): Record<string, string | boolean> {
  const read = reader()
  const [ink, quiet, paper, band, line] = [
    read('--ink'),
    read('--ink-2'),
    read('--paper'),
    read('--band'),
    read('--line-strong'),
  ]
  return {
    darkMode: isDark,
    fontFamily: 'system-ui, sans-serif',
    fontSize: '14px',
    background: band,
    primaryColor: paper,
    primaryTextColor: ink,
    primaryBorderColor: line,
    secondaryColor: read('--accent-soft'),
    tertiaryColor: read('--hover'),
    lineColor: quiet,
    textColor: ink,
    mainBkg: paper,
    nodeBorder: line,
    clusterBkg: read('--hover'),
    clusterBorder: line,
    edgeLabelBackground: band,
    noteBkgColor: read('--warning-soft'),
    noteTextColor: ink,
    noteBorderColor: line,
    actorBkg: paper,
    actorBorder: line,
    actorTextColor: ink,
    signalColor: quiet,
    signalTextColor: ink,
    labelBoxBkgColor: paper,
    titleColor: ink,
  }
}

// The tokens are written in oklch, which the library cannot read; a canvas says any colour in red, green and blue.
function reader(): (token: string) => string {
  const styles = getComputedStyle(document.documentElement)
  const canvas = document.createElement('canvas')
  canvas.width = 1
  canvas.height = 1
  const pen = canvas.getContext('2d', { willReadFrequently: true })
  return (token) => {
    if (!pen) return '#808080'
    pen.clearRect(0, 0, 1, 1)
    pen.fillStyle = styles.getPropertyValue(token).trim() || '#808080'
    pen.fillRect(0, 0, 1, 1)
    const [red = 0, green = 0, blue = 0] = pen.getImageData(0, 0, 1, 1).data
    return `#${[red, green, blue].map((part) => part.toString(16).padStart(2, '0')).join('')}`
  }
}
