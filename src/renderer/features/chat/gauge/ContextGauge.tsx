import type { WindowUse } from '../../../../shared/contract/chat'
import { classNames } from '../../../lib/class-names'
import { Popover, PopoverTrigger } from '../../../ui/Popover'
import { Tooltip } from '../../../ui/Tooltip'
import { useWindow } from './use-window'
import { words } from './words'

const categories = ['instructions', 'notes', 'recalled', 'tools', 'history', 'attachments', 'question'] as const
const NEARLY_FULL = 90

/** A ring by the field: how full the model's window is. Unfolds to what fills it. Nothing is shown before an answer. */
export function ContextGauge({ threadId }: { threadId: string }) {
  const use = useWindow(threadId)
  if (!use) return null
  const used = usedOf(use)
  const percent = Math.min(100, Math.round((100 * used) / use.limit))
  // What is kept free for the answer is not to be filled.
  const isNearlyFull = use.dropped !== null || (100 * used) / (use.limit - use.reserve) >= NEARLY_FULL
  return (
    <Popover
      label={words.title(use.model)}
      trigger={
        <Tooltip text={isNearlyFull ? words.nearlyFull(percent) : words.of(used, use.limit, use.isEstimate)}>
          <PopoverTrigger
            aria-label={words.name(percent, used, use.limit, use.isEstimate)}
            className="flex h-7 items-center gap-1.5 rounded-m px-1.5 text-micro text-ink-3 tabular-nums hover:bg-hover hover:text-ink data-[state=open]:bg-hover pointer-coarse:h-11 pointer-coarse:px-3"
          >
            <GaugeRing percent={percent} isNearlyFull={isNearlyFull} />
            <span className="max-narrow:hidden">{percent}%</span>
          </PopoverTrigger>
        </Tooltip>
      }
    >
      <Breakdown use={use} used={used} />
    </Popover>
  )
}

function Breakdown({ use, used }: { use: WindowUse; used: number }) {
  const rows = [...categories, 'reserve' as const].filter((name) => use[name] > 0)
  return (
    <div className="w-72 max-w-full">
      <p className="text-small font-strong">{words.title(use.model)}</p>
      <p className="mt-0.5 text-small text-ink-2 tabular-nums">{words.of(used, use.limit, use.isEstimate)}</p>
      <div aria-hidden="true" className="mt-2.5 flex h-2 gap-px overflow-hidden rounded-full bg-fill">
        {categories.map((name) => (
          <span key={name} className={colours[name]} style={{ width: `${(100 * use[name]) / use.limit}%` }} />
        ))}
        <span className="ms-auto bg-line-strong" style={{ width: `${(100 * use.reserve) / use.limit}%` }} />
      </div>
      <dl className="mt-3 grid grid-cols-[auto_1fr_auto] items-center gap-x-2 gap-y-0.5 text-small text-ink-2">
        {rows.map((name) => (
          <div key={name} className="contents">
            <span aria-hidden="true" className={classNames('size-2 rounded-full', colours[name])} />
            <dt>{words.categories[name]}</dt>
            <dd className="text-end tabular-nums">{words.tokens(use[name])}</dd>
          </div>
        ))}
      </dl>
      {use.dropped && <p className="mt-2.5 text-small">{words.dropped(use.dropped.messages, use.dropped.isMore)}.</p>}
      <p className="mt-2.5 text-micro text-ink-3">
        {use.isEstimate ? words.estimate : words.counted} {use.size === null && words.unknownSize}
      </p>
    </div>
  )
}

const colours = {
  instructions: 'bg-ink-3',
  notes: 'bg-ink-2',
  recalled: 'bg-(--accent-fill)',
  tools: 'bg-line-strong',
  history: 'bg-ink',
  attachments: 'bg-success',
  question: 'bg-warning',
  reserve: 'bg-line-strong',
} as const

function GaugeRing({ percent, isNearlyFull }: { percent: number; isNearlyFull: boolean }) {
  const round = 2 * Math.PI * 6.2
  return (
    <svg
      className={classNames('size-4 flex-none -rotate-90', isNearlyFull ? 'text-warning' : 'text-accent')}
      viewBox="0 0 16 16"
      fill="none"
      aria-hidden="true"
      strokeWidth="2.2"
    >
      <circle cx="8" cy="8" r="6.2" stroke="var(--line-strong)" opacity=".55" />
      <circle
        cx="8"
        cy="8"
        r="6.2"
        stroke="currentColor"
        strokeLinecap="round"
        strokeDasharray={`${(round * Math.max(percent, 2)) / 100} ${round}`}
      />
    </svg>
  )
}

function usedOf(use: WindowUse): number {
  return categories.reduce((sum, name) => sum + use[name], 0)
}
