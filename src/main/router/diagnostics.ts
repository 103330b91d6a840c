import { route } from './implement'

export const diagnostics = {
  report: route.diagnostics.report.handler(async ({ context }) => ({ text: await context.diagnostics.report() })),
  saveReport: route.diagnostics.saveReport.handler(async ({ context }) => ({
    path: await context.diagnostics.saveReport(),
  })),
  places: route.diagnostics.places.handler(({ context }) => context.diagnostics.places()),
  showLogs: route.diagnostics.showLogs.handler(({ context }) => context.diagnostics.showLogs()),
  deleteLogs: route.diagnostics.deleteLogs.handler(({ context }) => context.diagnostics.deleteLogs()),
  pageFailed: route.diagnostics.pageFailed.handler(({ input, context }) => context.diagnostics.pageFailed(input)),
}
