// The pages of the browser that belong to windows, and what they ask the network for: their own addresses are answered
// by the application's protocol handler, everything else is refused. Nothing leaves this computer.
import type { BrowserContext, Page, Route } from 'playwright-core'
import { handlerOf, ownAddress } from './protocol'
import { session } from './session'
import { record } from './stage'

export interface GuardedPage {
  mayNavigate(url: string, isMainFrame: boolean): boolean
}

const owners = new Map<Page, GuardedPage>()
let prepared: Promise<void> | undefined
let creating: Promise<unknown> = Promise.resolve()

/** Opens a page for a window. */
export async function newPage(context: BrowserContext, owner: GuardedPage): Promise<Page> {
  await (prepared ??= prepare(context))
  const created = creating.then(async () => {
    const page = await context.newPage()
    owners.set(page, owner)
    page.once('close', () => owners.delete(page))
    return page
  })
  creating = created.catch(() => undefined)
  return created
}

async function prepare(context: BrowserContext): Promise<void> {
  await context.route('**/*', (route) => answer(route))
  // A page that no window has asked for was opened by a page. Electron would not have let it come to be.
  context.on('page', (page) => {
    void creating.then(async () => {
      if (!owners.has(page)) await page.close()
    })
  })
}

async function answer(route: Route): Promise<void> {
  const request = route.request()
  const url = ownAddress(request.url())
  const { owner, isMainFrame } = whoAsks(route)
  if (!owner) return route.abort('blockedbyclient')
  if (request.isNavigationRequest() && !owner.mayNavigate(url, isMainFrame)) return route.abort('aborted')
  if (!session.defaultSession.mayRequest(url)) {
    record('request cancelled', url)
    return route.abort('blockedbyclient')
  }
  const handle = handlerOf(url)
  if (!handle) {
    record('request refused', url)
    return route.abort('blockedbyclient')
  }
  const body = request.postDataBuffer()
  const response = await handle(
    new Request(url, { method: request.method(), headers: request.headers(), body: body && new Uint8Array(body) }),
  )
  await route.fulfill({
    status: response.status,
    headers: Object.fromEntries(response.headers),
    body: Buffer.from(await response.arrayBuffer()),
  })
}

function whoAsks(route: Route): { owner: GuardedPage | undefined; isMainFrame: boolean } {
  try {
    const frame = route.request().frame()
    const page = frame.page()
    return { owner: owners.get(page), isMainFrame: frame === page.mainFrame() }
  } catch {
    // A page that is only just coming to be has no frame yet.
    return { owner: undefined, isMainFrame: false }
  }
}
