/// <reference lib="dom" />
/// <reference lib="dom.iterable" />
import { pathToFileURL } from 'node:url'
import { type Browser, chromium, type Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { colours, paper } from '../src/picture/palette.js'
import { chromiumPath, isBrowserRequired } from './support/browser.js'
import { type Place, place } from './support/cli.js'
import { filesOf, groupOf, nastyIngress } from './support/front.js'
import { documents, input } from './support/shop.js'

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 })

const executablePath = chromiumPath()
const isMissing = executablePath === undefined && !isBrowserRequired
const name = isMissing ? 'pictures in a browser (skipped: no Chromium on the path)' : 'pictures in a browser'

/** What a page did besides being shown. */
interface Opened {
  readonly page: Page
  readonly mishaps: ReadonlyArray<string>
}

describe.skipIf(isMissing)(name, () => {
  let browser: Browser

  beforeAll(async () => {
    if (executablePath === undefined) throw new Error('REQUIRE_BROWSER is set, and no Chromium is on the path.')
    browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] })
  })
  afterAll(() => browser?.close())

  const open = async (path: string, colorScheme: 'light' | 'dark' = 'light'): Promise<Opened> => {
    const page = await browser.newPage({ colorScheme, viewport: { width: 1400, height: 800 } })
    const mishaps: Array<string> = []
    const url = pathToFileURL(path).href
    page.on('request', (request) => {
      if (request.url() !== url) mishaps.push(`asks for ${request.url()}`)
    })
    page.on('dialog', (dialog) => {
      mishaps.push(`says ${dialog.message()}`)
      void dialog.dismiss()
    })
    page.on('console', (message) => {
      mishaps.push(message.text())
    })
    page.on('pageerror', (error) => {
      mishaps.push(error.message)
    })
    await page.goto(url)
    return { page, mishaps }
  }

  const draw = async ({ cli, write }: Place, ...words: ReadonlyArray<string>): Promise<string> => {
    const { out } = await cli(['graph', ...input, '--format', 'html', ...words])
    return write('page.html', out)
  }

  /** Texts that reach beyond the boxes they are in, as the fonts of this machine have it. */
  const overflowing = (page: Page): Promise<ReadonlyArray<string>> =>
    page.evaluate(() => {
      const told: Array<string> = []
      for (const node of document.querySelectorAll('g.node')) {
        const box = node.querySelector('path, polygon')?.getBoundingClientRect()
        for (const text of node.querySelectorAll('text')) {
          const { left, right, top, bottom } = text.getBoundingClientRect()
          if (
            box === undefined ||
            left < box.left - 1 ||
            right > box.right + 1 ||
            top < box.top - 2 ||
            bottom > box.bottom + 2
          )
            told.push(text.textContent ?? '')
        }
      }
      return told
    })

  /** Nodes that lie on one another. */
  const overlapping = (page: Page): Promise<ReadonlyArray<string>> =>
    page.evaluate(() => {
      const boxes = [...document.querySelectorAll('g.node')].map((node) => {
        const { left, right, top, bottom } =
          node.querySelector('path, polygon')?.getBoundingClientRect() ?? new DOMRect()
        return { title: node.querySelector('title')?.textContent ?? '', left, right, top, bottom }
      })
      return boxes.flatMap((a, i) =>
        boxes
          .slice(i + 1)
          .filter((b) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom)
          .map((b) => `${a.title} and ${b.title}`)
      )
    })

  test.each([3, 40])(
    'a group of %i Ingresses can be read: texts stay in their boxes, and boxes apart',
    async (count) => {
      const { page, mishaps } = await open(await draw(place(filesOf(groupOf(count)))))
      expect(await page.locator('g.node').count()).toBe(4 + 3 * count)
      expect(await overflowing(page)).toEqual([])
      expect(await overlapping(page)).toEqual([])
      expect(mishaps).toEqual([])
      await page.close()
    }
  )

  test('a picture is as wide as it has to be, and the page scrolls it', async () => {
    const { page } = await open(await draw(place(filesOf(groupOf(3)))))
    const [svg, text] = [page.locator('figure > svg'), page.locator('g.node text').first()]
    expect((await svg.boundingBox())?.width).toBeGreaterThan(900)
    expect((await text.boundingBox())?.height).toBeGreaterThan(11)
    await page.setViewportSize({ width: 400, height: 600 })
    expect((await text.boundingBox())?.height).toBeGreaterThan(11)
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(400)
    await page.close()
  })

  test.each(['light', 'dark'] as const)('whoever wants it %s gets all of it so', async (scheme) => {
    const { page } = await open(await draw(place(filesOf(groupOf(3)))), scheme)
    const painted = await page.evaluate(() => {
      const shapes = [...document.querySelectorAll('figure [fill], figure [stroke]')]
      const used = shapes.map((shape) => getComputedStyle(shape)).flatMap(({ fill, stroke }) => [fill, stroke])
      return { page: getComputedStyle(document.body).backgroundColor, used: [...new Set(used)] }
    })
    const rgb = (hex: string): string =>
      `rgb(${[1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16)).join(', ')})`
    const ours = new Set(colours.map((colour) => rgb(colour[scheme])))
    expect(painted.page).toBe(rgb(paper[scheme]))
    // Lines that are none, and what SVG fills where nobody says a colour: the legend says one for all of it.
    expect(painted.used.filter((colour) => colour !== 'none' && !ours.has(colour))).toEqual([])
    await page.close()
  })

  test('what a plan adds, changes and removes can be told apart without colours', async () => {
    const at = place(filesOf(groupOf(3)))
    await at.cli(['apply', '--yes', ...input])
    at.write('manifests.yaml', groupOf(2, { 'alb.ingress.kubernetes.io/healthcheck-path': '/up' }))
    const { page } = await open(await draw(at, '--from', 'plan'))
    const texts = await page.locator('g.node text').allTextContents()
    expect(
      texts
        .filter((text) => /^[+~-] /.test(text))
        .map((text) => text.slice(0, 1))
        .sort()
        .join('')
    ).toBe('---~~')
    expect(await page.locator('g.node path[stroke-dasharray]').count()).toBe(2)
    expect(await overflowing(page)).toEqual([])
    await page.close()
  })

  test('resting on a rule or a node shows all that is said of it', async () => {
    const { page } = await open(await draw(place(filesOf(groupOf(3)))))
    const titles = await page.locator('g.node title').allTextContents()
    expect(titles).toContain('rule cart.shop.example.com /*')
    expect(titles).toContainEqual(
      expect.stringMatching(/^target group k8s-shop-cart-\w+\nip, HTTP\nshop\/cart-cart:80$/)
    )
    await page.close()
  })

  test('nothing that anybody writes runs, loads, or becomes a part of the page', async () => {
    const at = place(filesOf(documents(nastyIngress(), groupOf(2))))
    const { page, mishaps } = await open(await draw(at))
    expect(
      await page.locator('script, foreignObject, iframe, object, img, image, a, use, [onload], [onerror]').count()
    ).toBe(0)
    expect(await page.locator('g.node text', { hasText: '</text></svg>' }).count()).toBeGreaterThan(0)
    expect(await page.locator('h1, figure').count()).toBe(2)
    expect(mishaps).toEqual([])
    await page.close()
  })

  test('an SVG is a picture by itself, as a README would show it', async () => {
    const at = place(filesOf(groupOf(3)))
    const { out } = await at.cli(['graph', ...input, '--format', 'svg'])
    at.write('graph.svg', out)
    const { page } = await open(at.write('page.html', '<img src="graph.svg" alt="a graph">'))
    const width = await page.locator('img').evaluate((image) => (image as HTMLImageElement).naturalWidth)
    expect(width).toBeGreaterThan(900)
    await page.close()
  })
})
