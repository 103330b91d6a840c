import type { Message } from '../../../shared/contract/chat'
import { announce } from '../../lib/announcer'
import { copyText } from '../../lib/copy'
import { showMetadata } from '../../state/metadata'
import { IconButton } from '../../ui/IconButton'
import { CopyIcon, ForkIcon, MetadataIcon, MoreIcon, QuoteIcon } from '../../ui/icons'
import { Menu, MenuContent, MenuItem, MenuTrigger } from '../../ui/Menu'
import { useAfterMenu } from '../../ui/use-after-menu'
import { copyWords } from '../../ui/use-copy'
import { words as commandWords } from './commands/words'
import { forkFrom } from './forking'
import { textOfMessage } from './parts'
import { quoteMessage } from './quoting'
import { words } from './words'

/** What else one can do with a message. */
export function MessageMenu({ message, isActive }: { message: Message; isActive: boolean }) {
  const isOwn = message.role === 'user'
  const afterMenu = useAfterMenu()
  return (
    <Menu modal={false}>
      <MenuTrigger asChild>
        <IconButton
          size="small"
          label={words.more}
          tabIndex={isActive ? 0 : -1}
          className="text-ink-3"
          icon={<MoreIcon />}
        />
      </MenuTrigger>
      <MenuContent align="end" aria-label={words.more} onCloseAutoFocus={afterMenu.onCloseAutoFocus}>
        <MenuItem shortcut={words.quoteShortcut} onSelect={() => quoteMessage(message)}>
          <QuoteIcon />
          {words.quote}
        </MenuItem>
        {!isOwn && (
          <MenuItem onSelect={() => void copyPlain(message)}>
            <CopyIcon />
            {words.copyPlain}
          </MenuItem>
        )}
        <MenuItem onSelect={() => void forkFrom(message)}>
          <ForkIcon />
          {words.fork}
        </MenuItem>
        <MenuItem onSelect={() => void forkFrom(message, true)}>
          <ForkIcon />
          {commandWords.forkWithVersions}
        </MenuItem>
        <MenuItem
          onSelect={() =>
            afterMenu.later(() =>
              showMetadata({
                target: { kind: 'message', id: message.id },
                name: isOwn ? words.thisMessage : words.thisAnswer,
              }),
            )
          }
        >
          <MetadataIcon />
          {words.metadata}
        </MenuItem>
      </MenuContent>
    </Menu>
  )
}

export function copyMarkdown(message: Message): Promise<void> {
  return copyAndSay(async () => textOfMessage(message))
}

function copyPlain(message: Message): Promise<void> {
  // The parser comes with the first answer that is drawn; here it is only asked for again.
  return copyAndSay(async () => (await import('../../lib/plain-text')).plainText(textOfMessage(message)))
}

async function copyAndSay(read: () => Promise<string>): Promise<void> {
  try {
    await copyText(await read())
    announce(copyWords.copied)
  } catch {
    announce(copyWords.failed)
  }
}
