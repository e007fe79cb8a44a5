import { type Diagnostic, pathText, printable } from '@alb-ingress/core'

/** 0: done, or nothing to do · 1: something was refused or failed · 2: `plan` found changes. */
export type ExitStatus = 0 | 1 | 2

/** Why a command could not be carried out: whole sentences, each on one line. Nothing was changed. */
export type Trouble = ReadonlyArray<string>

/** A sentence on one line, also where a part of it was written by somebody who wanted several, or something else than a sentence. */
export const oneLine = (sentence: string): string =>
  sentence
    .split(/[\r\n]/)
    .map((line) => printable(line).trim())
    .filter((line) => line !== '')
    .join(' ')

/** What is wrong with a file, and where in it. */
export const sentence = (file: string, { at, message, hint }: Diagnostic): string =>
  oneLine(`${file}${at.path.length === 0 ? '' : ` ${pathText(at.path)}`}: ${message} ${hint}`)
