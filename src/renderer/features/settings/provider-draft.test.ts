import { describe, expect, it } from 'vitest'
import { draftOf, firstModel, fieldsOf, mergedModels, newFields, problemWithAddress, withKind } from './provider-draft'

const id = '00000000-0000-4000-8000-000000000001'

describe('the provider form', () => {
  it('leaves the stored key alone unless a new one is written or it is taken away', () => {
    const fields = fieldsOf({
      id,
      kind: 'openai',
      name: 'OpenAI',
      baseUrl: 'https://api.openai.com/v1',
      models: [],
      hasKey: true,
    })
    expect(draftOf(fields)).not.toHaveProperty('key')
    expect(draftOf({ ...fields, key: ' sk-1 ' }).key).toBe('sk-1')
    expect(draftOf({ ...fields, key: 'sk-1', takesKeyAway: true }).key).toBe('')
  })

  it('names an endpoint after its host when nobody named it', () => {
    const fields = { ...newFields('compatible', id), baseUrl: ' http://127.0.0.1:1234/v1 ' }
    expect(draftOf(fields)).toMatchObject({ name: '127.0.0.1:1234', baseUrl: 'http://127.0.0.1:1234/v1' })
  })

  it('brings the usual name and address of a kind, and keeps what somebody wrote', () => {
    const openai = newFields('openai', id)
    expect(withKind(openai, 'ollama')).toMatchObject({ name: 'Ollama', baseUrl: 'http://127.0.0.1:11434' })
    expect(withKind({ ...openai, name: 'Mine' }, 'ollama').name).toBe('Mine')
  })

  it('reads models from lines or commas, each once', () => {
    expect(draftOf({ ...newFields('ollama', id), models: ' a \n\nb, c\na' }).models).toEqual(['a', 'b', 'c'])
  })

  it('keeps a model written by hand when the endpoint does not list it', () => {
    expect(mergedModels('own\nb', ['a', 'b'])).toBe('a\nb\nown')
  })

  it.each([
    ['', /Write where/],
    ['127.0.0.1:1234', /begins with/],
    ['ftp://example.org', /begins with/],
    ['https://me:secret@example.org', /password/],
  ])('says what is wrong with the address %j', (address, problem) => {
    expect(problemWithAddress(address)).toMatch(problem)
  })

  it('takes a good address', () => {
    expect(problemWithAddress('http://127.0.0.1:11434')).toBeUndefined()
  })
})

describe('the model to begin with', () => {
  it('is one that talks', () => {
    expect(firstModel('openai', ['dall-e-3', 'gpt-image-1', 'gpt-4o-audio-preview', 'gpt-5-mini'])).toBe('gpt-5-mini')
    expect(firstModel('ollama', ['qwen3:14b', 'llama3'])).toBe('qwen3:14b')
    expect(firstModel('compatible', [])).toBeUndefined()
  })

  it.each([
    'nomic-embed-text:latest',
    'mxbai-embed-large',
    'text-embedding-nomic-embed-text-v1.5',
    'all-minilm:33m',
    'bge-m3:567m',
    'BAAI/bge-large-en-v1.5',
    'intfloat/e5-large-v2',
    'Alibaba-NLP/gte-Qwen2-7B-instruct',
    'cohere/rerank-3.5',
    'whisper-large-v3',
    'black-forest-labs/FLUX.1-schnell',
    'stable-diffusion-xl',
    'hexgrad/kokoro-82m',
    'llama-guard3:8b',
    'shieldgemma:2b',
  ])('is not %s, which does something else', (model) => {
    expect(firstModel('compatible', [model, 'llama3.2:3b'])).toBe('llama3.2:3b')
    expect(firstModel('ollama', [model])).toBeUndefined()
  })

  it.each([
    'e5b-chat',
    'gemma3:4b',
    'Qwen/Qwen2.5-Coder',
    'llava:13b',
    'deepseek-r1',
    'mistral-small',
    'minimax-m2',
    'vicuna:7b',
  ])('may be %s', (model) => {
    expect(firstModel('compatible', [model])).toBe(model)
  })
})
