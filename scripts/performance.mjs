// `npm run performance`: makes the tables of docs/performance.md anew from bench/results.
import { writePerformance } from './performance/document.mjs'

writePerformance()
