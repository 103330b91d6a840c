export const words = {
  asTable: 'Show as a table',
  asChart: 'Show as a chart',
  total: 'Total',
  readout: (column: string, value: string) => `${column}: ${value}`,
  keys: 'Arrow keys go from bar to bar.',
}
