import type { ReceiptFile } from '../../../../shared/contract/receipts'

/** Why a model was not given a file. */
export type LeftOutReason = NonNullable<ReceiptFile['reason']>
