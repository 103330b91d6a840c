/** Whether a file is a thread that was saved, by its name; what is in it is seen when it is opened. */
export const isThreadFile = (name: string): boolean => /\.kith$/i.test(name)
