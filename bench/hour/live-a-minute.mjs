// What somebody does in a minute of use: two questions and what is between them. Every five minutes a new thread, every
// third one something is remembered and changed, every fifth the page is loaded anew.

/**
 * @param {{ screen: object, steps: object, minute: number, rest: () => Promise<void> }} given
 *   steps: those of the end-to-end specs; rest: the pause between two acts
 */
export async function liveAMinute({ screen, steps, minute, rest }) {
  if (minute % 5 === 0) await steps.openNewThread(screen)
  await steps.ask(screen, `${question(minute)} (${minute}, first)`)
  await rest()
  await search(screen, minute)
  await rest()
  if (minute % 3 === 0) await remember(screen, steps, minute)
  await rest()
  if (minute % 5 === 4) await reload(screen)
  await steps.ask(screen, `${question(minute + 1)} (${minute}, second)`)
}

const subjects = ['the heron by the river', 'my left knee', 'a long run on Sunday', 'tomatoes on the balcony', 'bread']
const question = (minute) => `What do you think about ${subjects[minute % subjects.length]}?`

async function search({ page }, minute) {
  await page.keyboard.press('ControlOrMeta+Shift+f')
  const field = page.getByRole('combobox', { name: 'Search everything' })
  await field.fill('')
  await field.pressSequentially(subjects[minute % subjects.length].split(' ').at(-1))
  await page.getByRole('listbox', { name: 'What was found' }).getByRole('option').first().waitFor()
  await page.getByRole('button', { name: 'Close the search' }).click()
  await field.waitFor({ state: 'detached' })
}

async function remember(screen, steps, minute) {
  const { page } = screen
  await steps.choose(page, 'Open memory')
  await page.getByRole('heading', { name: 'Memory', exact: true, level: 1 }).waitFor()
  await screen.button('Write one down').first().click()
  await page.locator('textarea:focus').fill(`What was said in minute ${minute}`)
  await screen.button('Remember').click()
  const memory = page.getByRole('complementary', { name: 'One memory' })
  await memory.getByText(`What was said in minute ${minute}`).first().waitFor()
  await memory.getByRole('button', { name: 'Edit' }).click()
  await page
    .getByRole('textbox', { name: 'What is remembered', exact: true })
    .fill(`What was really said in minute ${minute}`)
  await page.keyboard.press('ControlOrMeta+Enter')
  await memory.getByRole('region', { name: 'History' }).getByText(`really said in minute ${minute}`).first().waitFor()
  await screen.button('Close the memory page').click()
  await screen.composer.waitFor()
}

async function reload(screen) {
  const before = await screen.questions.count()
  await screen.page.reload()
  // The thread is open again when what was said stands there.
  await screen.questions.nth(before - 1).waitFor()
  await screen.composer.waitFor()
}
