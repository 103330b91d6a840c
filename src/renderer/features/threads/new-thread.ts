/** Its keys, also for the button that does it. What a browser makes of Control N no page can have. */
export const newThread = { id: 'threads.new', keys: ['mod+n'], keysInBrowser: ['mod+shift+o'] } as const
