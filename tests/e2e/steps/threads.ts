// What a person does with a thread in the list.
import { expectText } from './conversation'
import type { Screen } from './screen'

/** Resolves when its first message is on screen; until it has a name, that is also its title. */
export async function openThread(screen: Screen, thread: string, firstMessage = thread): Promise<void> {
  await screen.thread(thread).click()
  await expectText(screen.questions.first(), firstMessage)
}

/** The texts of the list, from the top. */
export async function threadTitles(screen: Screen): Promise<string[]> {
  return (await screen.threads.getByRole('option').allInnerTexts()).map((text) => text.trim())
}

export async function renameThread(screen: Screen, thread: string, name: string): Promise<void> {
  await openThreadMenu(screen, thread)
  await screen.page.getByRole('menuitem', { name: 'Rename' }).click()
  const field = screen.page.getByRole('textbox', { name: 'Thread title' })
  await field.fill(name)
  await field.press('Enter')
}

export async function deleteThread(screen: Screen, thread: string): Promise<void> {
  await openThreadMenu(screen, thread)
  await screen.page.getByRole('menuitem', { name: 'Delete' }).click()
}

async function openThreadMenu(screen: Screen, thread: string): Promise<void> {
  await screen.thread(thread).click()
  await screen.button('Thread actions').click()
}
