/** The model's own way into memory. */
export const RECALL_TOOL = 'recall'
