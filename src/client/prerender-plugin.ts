import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import type { Plugin } from 'vite'

const CLIENT = 'dist/client'
const PRERENDERED = 'node_modules/.cache/trio/prerender'

/**
 * Builds the first screen into index.html, so that it is painted before any script runs: the markup of the app with its
 * example, and the one style sheet inline, in two parts. The first is what the brand needs, which a browser paints before it
 * has read the second. Then compresses every file once, so that no request has to.
 */
export function prerender(): Plugin {
  return {
    name: 'trio:prerender',
    apply: 'build',
    config: () => ({
      environments: {
        prerender: {
          consumer: 'server',
          build: {
            outDir: PRERENDERED,
            copyPublicDir: false,
            emptyOutDir: true,
            rolldownOptions: { input: 'src/client/prerender.tsx' },
          },
          resolve: { noExternal: true },
        },
      },
    }),
    buildApp: {
      order: 'post',
      handler: async (builder) => {
        for (const environment of Object.values(builder.environments))
          if (!environment.isBuilt) await builder.build(environment)
        await writeFirstScreen()
        await compressAll()
      },
    },
  }
}

async function writeFirstScreen(): Promise<void> {
  const page = join(CLIENT, 'index.html')
  const { renderFirstScreen } = await import(pathToFileURL(resolve(PRERENDERED, 'prerender.js')).href)
  const html = toAscii(await readFile(page, 'utf8'))
  const sheet = /<link rel="stylesheet"[^>]*href="\/(assets\/[^"]+\.css)"[^>]*>/
  const href = sheet.exec(html)?.[1]
  if (!href) throw new Error('index.html names no style sheet')
  const css = await readFile(join(CLIENT, href), 'utf8')
  const [from, to] = ['@layer theme', '@layer base'].map((layer) => css.indexOf(layer))
  if (from === undefined || to === undefined || from < 0 || to < from)
    throw new Error('the style sheet has no theme, or another order')
  const filled = html
    .replace(sheet, () => `<style>${css.slice(from, to).trim()}</style>`)
    .replace(
      '<div id="root"></div>',
      () =>
        `<style>${css.slice(0, from) + css.slice(to).trim()}</style><div id="root">${toAscii(renderFirstScreen())}</div>`,
    )
  await writeFile(page, filled)
}

/** A browser keeps and reads a page of ASCII alone with less work. For markup: in a style such names of signs mean nothing. */
function toAscii(html: string): string {
  return html.replace(/[^\p{ASCII}]/gu, (sign) => `&#${sign.codePointAt(0)};`)
}

async function compressAll(): Promise<void> {
  const files = await readdir(CLIENT, { recursive: true, withFileTypes: true })
  const texts = files.filter(
    (file) => file.isFile() && /\.(html|js|css|svg|json|txt|webmanifest)$/.test(file.name),
  )
  await Promise.all(
    texts.map(async (file) => {
      const path = join(file.parentPath, file.name)
      const bytes = await readFile(path)
      const params = {
        [constants.BROTLI_PARAM_QUALITY]: 11,
        [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
      }
      await writeFile(`${path}.br`, await promisify(brotliCompress)(bytes, { params }))
      await writeFile(`${path}.gz`, await promisify(gzip)(bytes, { level: 9 }))
    }),
  )
}
