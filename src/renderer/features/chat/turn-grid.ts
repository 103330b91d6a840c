/** The grid of a message: who spoke hangs in the margin, what was said starts at one edge. */
export const turnGrid =
  'grid grid-cols-[80px_minmax(0,608px)] justify-center gap-x-5 px-8 py-[13px] @min-[900px]:grid-cols-[80px_minmax(0,608px)_80px] @max-[560px]:block @max-[560px]:px-6'
