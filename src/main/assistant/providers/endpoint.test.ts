import { describe, expect, it } from 'vitest'
import { endpointOf } from './endpoint'

describe('the address of a provider', () => {
  it.each([
    ['openai', 'https://api.openai.com/v1', 'https://api.openai.com/v1'],
    ['openai', 'https://api.openai.com/v1/', 'https://api.openai.com/v1'],
    ['openai', 'https://api.openai.com', 'https://api.openai.com/v1'],
    ['openai', 'https://gateway.example/openai', 'https://gateway.example/openai'],
    ['compatible', 'http://localhost:1234/v1//', 'http://localhost:1234/v1'],
    ['compatible', 'http://localhost:1234', 'http://localhost:1234'],
    ['compatible', ' https://host.example/api/v3 ', 'https://host.example/api/v3'],
    ['ollama', 'http://localhost:11434', 'http://localhost:11434/v1'],
    ['ollama', 'http://localhost:11434/', 'http://localhost:11434/v1'],
    ['ollama', 'http://localhost:11434/v1', 'http://localhost:11434/v1'],
    ['ollama', 'http://localhost:11434/api/', 'http://localhost:11434/v1'],
    ['ollama', 'https://host.example/ollama', 'https://host.example/ollama/v1'],
  ] as const)('%s at %s is asked at %s', (kind, baseUrl, asked) => {
    expect(endpointOf({ kind, name: 'x', baseUrl }).baseUrl).toBe(asked)
  })

  it('keeps the root of Ollama, where its own API lies', () => {
    expect(endpointOf({ kind: 'ollama', name: 'x', baseUrl: 'http://localhost:11434/v1/' }).root).toBe(
      'http://localhost:11434',
    )
  })

  it.each(['file:///etc/passwd', 'localhost:11434', 'not an address', ''])('refuses %j', (baseUrl) => {
    expect(() => endpointOf({ kind: 'compatible', name: 'Mine', baseUrl })).toThrow(
      expect.objectContaining({ code: 'PROVIDER_UNREACHABLE' }) as Error,
    )
  })

  it.each([
    ['http://127.0.0.1:1234/v1', true],
    ['http://[::1]:1234/v1', true],
    ['http://192.168.1.20:1234/v1', true],
    ['http://172.20.0.2/v1', true],
    ['http://studio.local/v1', true],
    ['https://api.openai.com/v1', false],
    ['https://172.200.0.2/v1', false],
    ['https://localhost.example.com/v1', false],
    ['https://10.example.com/v1', false],
  ])('%s is near: %s', (baseUrl, isNear) => {
    expect(endpointOf({ kind: 'compatible', name: 'x', baseUrl }).isNear).toBe(isNear)
  })
})
