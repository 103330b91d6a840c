import { useOpen } from '../../state/open'
import { TextLink } from '../../ui/TextLink'
import { words } from './words'

/** To the report for those who can help. */
export function ReportLink() {
  const setDialog = useOpen((open) => open.setDialog)
  return <TextLink onClick={() => setDialog('report')}>{words.seeReport}</TextLink>
}
