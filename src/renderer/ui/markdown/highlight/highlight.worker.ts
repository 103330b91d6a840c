// Reads code beside the page, which waits for answers as long as it likes and no longer.
import type { Question } from '../../../../shared/highlight/messages'
import { readCode } from '../../../../shared/highlight/read-code'

addEventListener('message', (event: MessageEvent<Question>) => {
  void readCode(event.data).then((found) => postMessage(found))
})
