import { persona } from '../../shared/contract/personas'
import { route } from './implement'

export const personas = {
  list: route.personas.list.handler(async ({ context }) => {
    const { call } = await context.lifecycle.services()
    return (await call('ai_list_personas', {})).map((row) => persona.parse(row))
  }),
}
