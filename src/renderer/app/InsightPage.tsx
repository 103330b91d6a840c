import { useState } from 'react'
import { Health } from '../features/health/Health'
import { Statistics } from '../features/statistics/Statistics'
import { Page } from '../ui/Page'
import { ToggleGroup } from '../ui/ToggleGroup'
import type { PageProps } from './pages'
import { words } from './words'

/** What became of memory: its numbers, and its health. */
export function InsightPage({ start, onClose }: PageProps) {
  const [tab, setTab] = useState('statistics')
  return (
    <Page title={words.insight.title} close={words.closePage} start={start} onClose={onClose}>
      <div className="min-h-0 flex-1 overflow-y-auto px-6">
        <div className="mx-auto flex w-full max-w-180 flex-col gap-6 pt-2">
          <ToggleGroup
            label={words.insight.title}
            options={[
              { value: 'statistics', words: words.insight.statistics },
              { value: 'health', words: words.insight.health },
            ]}
            value={tab}
            onChange={setTab}
          />
          {tab === 'statistics' ? <Statistics personaId={undefined} /> : <Health personaId={undefined} />}
        </div>
      </div>
    </Page>
  )
}
