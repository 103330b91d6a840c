/** Whether this is the quick window, which main or a browser opens under this address. It is one for as long as it lives. */
export const isQuick = globalThis.location?.hash === '#quick'
