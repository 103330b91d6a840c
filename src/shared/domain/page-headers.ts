// What a page says with every call about whose page it is, so that nothing meant for one is done in another.
export const profileHeader = 'x-kith-profile'
/** Absent until the page has heard whose it is. */
export const accountHeader = 'x-kith-account'
