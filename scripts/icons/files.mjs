// The files that are rendered: build/icon.* and build/icons for the packages, build/tray for the tray.
import { icns, icnsSizes, ico, icoSizes } from './containers.mjs'
import { plain, template, withMargin } from './drawings.mjs'

/** Of a desktop on Linux, which looks for the size it shows. */
const linuxSizes = [16, 24, 32, 48, 64, 128, 256, 512]

/**
 * Every file by its path in build.
 * @param {(drawing: string, size: number) => Promise<Buffer>} render a drawing as a square PNG
 * @returns {Promise<Record<string, Buffer>>}
 */
export async function renderFiles(render) {
  const all = async (drawing, sizes) => {
    const rendered = new Map()
    for (const size of sizes) rendered.set(size, await render(drawing(size), size))
    return (size) => rendered.get(size)
  }
  const square = await all(plain, [...new Set([...icoSizes, ...linuxSizes])])
  const framed = await all(withMargin, icnsSizes)
  // 18 points in the menu bar; Electron finds the sharper one by its name, and knows a template by the other's.
  const tray = await all(template, [18, 36])
  return {
    'icon.icns': icns(framed),
    'icon.ico': ico(square),
    ...Object.fromEntries(linuxSizes.map((size) => [`icons/${size}x${size}.png`, square(size)])),
    'tray/kith.png': square(32),
    'tray/kith.ico': ico(square),
    'tray/kithTemplate.png': tray(18),
    'tray/kithTemplate@2x.png': tray(36),
  }
}
