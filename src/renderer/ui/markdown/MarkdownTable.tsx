import { useRef } from 'react'
import type { ComponentProps } from 'react'
import { extractTableDataFromElement, tableDataToCSV, tableDataToMarkdown } from 'streamdown'
import { announce } from '../../lib/announcer'
import { copyText } from '../../lib/copy'
import { IconButton } from '../IconButton'
import { CopyIcon } from '../icons'
import { Menu, MenuContent, MenuItem, MenuTrigger } from '../Menu'
import { copyWords } from '../use-copy'
import { plainCells } from './plain-cells'
import { words } from './words'

const forms = { markdown: tableDataToMarkdown, csv: tableDataToCSV }

/** A table scrolls sideways inside itself, never the page, and can be taken along. */
export function MarkdownTable({ children, dir }: ComponentProps<'table'>) {
  const table = useRef<HTMLTableElement>(null)

  async function copyAs(form: keyof typeof forms): Promise<void> {
    if (!table.current) return
    const data = extractTableDataFromElement(table.current)
    const text = forms[form](form === 'csv' ? plainCells(data) : data)
    await copyText(text).then(
      () => announce(copyWords.copied),
      () => announce(copyWords.failed),
    )
  }

  return (
    <div className="table-frame group/table relative">
      <div role="region" aria-label={words.table} tabIndex={0} className="overflow-x-auto rounded-s">
        <table ref={table} dir={dir}>
          {children}
        </table>
      </div>
      <div className="absolute end-0 -top-1 rounded-m bg-paper opacity-0 group-focus-within/table:opacity-100 group-hover/table:opacity-100 has-data-[state=open]:opacity-100 pointer-coarse:opacity-100">
        <Menu>
          <MenuTrigger asChild>
            <IconButton size="small" label={words.copyTable} icon={<CopyIcon />} className="text-ink-3" />
          </MenuTrigger>
          <MenuContent align="end">
            <MenuItem onSelect={() => void copyAs('markdown')}>{words.asMarkdown}</MenuItem>
            <MenuItem onSelect={() => void copyAs('csv')}>{words.asCsv}</MenuItem>
          </MenuContent>
        </Menu>
      </div>
    </div>
  )
}
