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
})
