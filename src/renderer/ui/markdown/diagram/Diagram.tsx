import { useEffect, useState } from 'react'
import { IconButton } from '../../IconButton'
import { CodeIcon, DiagramIcon, EnlargeIcon } from '../../icons'
import { Lightbox } from '../../Lightbox'
import { useIsGrowing } from '../growing'
import { CodeFrame } from '../CodeFrame'
import { words } from '../words'
import { asksForMore } from './asks-for-more'
import type { Drawing } from './draw-diagram'
import { useShownTheme } from './use-shown-theme'

/** A diagram as a picture. While the answer grows, and where it cannot be drawn, it is shown as it was written. */
export function Diagram({ source, isGrowing }: { source: string; isGrowing: boolean }) {
  // Drawing takes longer than a picture of the screen may: it waits until nothing else is being written.
  const isAnswerGrowing = useIsGrowing()
  const refused = asksForMore(source)
  const isReady = !isGrowing && !isAnswerGrowing && !refused
  const { drawing, hasFailed } = useDrawing(source, isReady)
  const [showsSource, setShowsSource] = useState(false)
  const [isLarge, setLarge] = useState(false)

  if (!drawing || showsSource || !isReady) {
    const note = isGrowing || isAnswerGrowing ? null : refused ? words.diagramRefused : hasFailed && words.diagramFailed
    return (
      <CodeFrame
        info="mermaid"
        code={source}
        isGrowing={isGrowing}
        {...(note ? { note } : {})}
        actions={
          drawing &&
          isReady && (
            <IconButton
              size="small"
              label={words.showDiagram}
              icon={<DiagramIcon />}
              onClick={() => setShowsSource(false)}
            />
          )
        }
      />
    )
  }
  const name = drawing.title ? words.diagramNamed(drawing.title) : words.diagram
  return (
    <figure className="rounded-m bg-band pb-3">
      <div className="flex h-8 items-center gap-0.5 ps-3.5 pe-1 pt-[3px] text-micro text-ink-3">
        <figcaption className="min-w-0 flex-1 truncate">
          <bdi>{drawing.title || words.diagram}</bdi>
        </figcaption>
        <IconButton size="small" label={words.showSource} icon={<CodeIcon />} onClick={() => setShowsSource(true)} />
        <IconButton size="small" label={words.enlarge} icon={<EnlargeIcon />} onClick={() => setLarge(true)} />
      </div>
      <div role="region" aria-label={name} tabIndex={0} className="overflow-x-auto px-3.5 py-1">
        <img src={drawing.url} alt={name} width={drawing.width} height={drawing.height} className="mx-auto h-auto" />
      </div>
      <Lightbox
        title={drawing.title || words.diagram}
        close={words.close}
        isOpen={isLarge}
        onClose={() => setLarge(false)}
      >
        <img src={drawing.url} alt={name} className="h-full w-full object-contain p-4" />
      </Lightbox>
    </figure>
  )
}

function useDrawing(source: string, isReady: boolean): { drawing: Drawing | null; hasFailed: boolean } {
  const theme = useShownTheme()
  const [found, setFound] = useState<{ source: string; drawing: Drawing | null } | null>(null)
  useEffect(() => {
    if (!isReady) return
    let isGone = false
    let url: string | null = null
    async function draw(): Promise<void> {
      const { drawDiagram } = await import('./draw-diagram')
      if (isGone) return
      const drawing = await drawDiagram(source, theme)
      if (isGone) URL.revokeObjectURL(drawing.url)
      else {
        url = drawing.url
        setFound({ source, drawing })
      }
    }
    draw().catch(() => !isGone && setFound({ source, drawing: null }))
    return () => {
      isGone = true
      if (url) URL.revokeObjectURL(url)
    }
  }, [source, isReady, theme])
  const isOfThis = found?.source === source
  return { drawing: isOfThis ? found.drawing : null, hasFailed: isOfThis && found.drawing === null }
}
