export const words = {
  personas: 'Personas',
  noPersona: 'No persona',
  loading: 'Reading the personas',
  tryAgain: 'Try again',
}
