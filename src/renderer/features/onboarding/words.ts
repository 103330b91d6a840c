export const words = {
  title: 'What is on your mind?',
  lead: 'Talk as you like. Kith asks before it remembers.',
  suggestions: ['Plan the week with me', 'Explain something I half understand', 'Help me word a difficult message'],
  model: 'Model',
  practiceTitle: 'You are talking to the practice model',
  practiceDetail:
    'It runs inside Kith and needs no network. It is good for trying things out, and not clever. Connect a real model when you like; what you write here stays.',
  ollama: 'Use Ollama',
  openai: 'Use OpenAI',
  anotherProvider: 'Another provider',
}
