import { accessSync, constants } from 'node:fs'
import { delimiter, join } from 'node:path'
import { env } from 'node:process'

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']

const isProgram = (path: string): boolean => {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}

/** The browser of this machine: the one that CHROMIUM names, or what is on the path. */
export const chromiumPath = (): string | undefined =>
  [
    env.CHROMIUM ?? '',
    ...(env.PATH ?? '').split(delimiter).flatMap((folder) => names.map((name) => join(folder, name)))
  ].find((path) => path !== '' && isProgram(path))

/** Whoever says so wants a failure, and no skipped test, where there is no browser. */
export const isBrowserRequired: boolean = (env.REQUIRE_BROWSER ?? '') !== ''
