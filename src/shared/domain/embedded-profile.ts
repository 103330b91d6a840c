/** The profile of the database in this computer. The same id everywhere, so that what a page keeps for it is found again. */
export const EMBEDDED_PROFILE = '00000000-0000-4000-8000-000000000001'
