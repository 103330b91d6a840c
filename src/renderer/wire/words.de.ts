import { errorInGerman, germanWithoutMessage } from '../../shared/errors-in-german'
import { reasonInGerman } from '../../shared/reasons-in-german'
import type { words } from './words'

export const german: typeof words = {
  error: errorInGerman,
  withoutMessage: germanWithoutMessage,
  reason: reasonInGerman,
  connectionLost: {
    title: 'Keine Verbindung zu Kith',
    detail: 'Sie wird wiederhergestellt. Was Sie geschrieben haben, ist noch da.',
  },
  refused: 'Kith nahm das nicht an',
  unexpected: {
    title: 'Kith konnte das nicht tun',
    detail: 'Etwas Unerwartetes kam dazwischen und steht im Protokoll. Was Sie geschrieben haben, ist noch da.',
  },
  unknown: {
    title: 'Das schlug auf eine Weise fehl, die dieses Fenster nicht kennt',
    detail: 'Kith neu öffnen, dann noch einmal versuchen.',
  },
}
