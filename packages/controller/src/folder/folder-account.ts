import { readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { type AccountFile, decodeAccountFile, installationFrom } from '@alb-ingress/adapter-memory'
import { Checked, type Installation, isError, pathText, printable } from '@alb-ingress/core'

/** Where the manifests of a folder are. */
export const manifestsIn = (folder: string): string => join(folder, 'manifests')

/** What somebody has to mend before there is anything to play. */
const refuse = (sentence: string): never => {
  throw new Error(printable(sentence))
}

const remedy = 'Name a folder with account.json and manifests in it, such as examples/in-cluster.'

const textOf = (file: string): Promise<string> =>
  readFile(file, 'utf8').catch(() => refuse(`${file} cannot be read. ${remedy}`))

const parsed = (file: string, text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    // What the parser says would repeat what stands there.
    return refuse(`${file} is not valid JSON.`)
  }
}

const hasManifests = async (folder: string): Promise<void> => {
  const found = await stat(manifestsIn(folder)).catch(() => undefined)
  if (found?.isDirectory() !== true) refuse(`${manifestsIn(folder)} is no folder. ${remedy}`)
}

/** The account that a folder holds, and the installation there. What is missing or wrong is thrown as an error with a sentence for people. */
export const accountIn = async (folder: string): Promise<readonly [AccountFile, Installation]> => {
  const file = join(folder, 'account.json')
  const json = parsed(file, await textOf(file))
  await hasManifests(folder)
  const checked = Checked.andThen((account: AccountFile) =>
    Checked.map((install: Installation) => [account, install] as const)(installationFrom(account, file))
  )(decodeAccountFile(json, file))
  if (checked._tag !== 'Left') return checked.right
  const wrong = checked.left.filter(isError).map(({ at, message, hint }) => `${pathText(at.path)}: ${message} ${hint}`)
  return refuse(`${file} ${wrong.join(' ')}`)
}
