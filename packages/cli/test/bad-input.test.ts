import { mkdirSync } from 'node:fs'
import { expect, test } from 'vitest'
import { place } from './support/cli.js'
import { account, files, input } from './support/shop.js'

const usual = account()

/** Whatever is wrong: status 1, sentences of one line each on standard error, nothing on standard output, no file touched. */
test.each([
  { name: 'an unknown command', words: ['plann', ...input], said: /no command "plann"\. Did you mean plan\?/ },
  {
    name: 'a command unlike any other',
    words: ['deploy'],
    said: /no command "deploy"\. alb-ingress --help lists them/
  },
  { name: 'the version as a command', words: ['version'], said: /Did you mean --version\?/ },
  {
    name: 'an unknown flag',
    words: ['plan', ...input, '--prun'],
    said: /plan has no option --prun\. Did you mean --prune\?/
  },
  {
    name: 'an unknown flag with its value',
    words: ['plan', '--acount=account.json'],
    said: /plan has no option --acount\. Did you mean --account\?/
  },
  {
    name: 'a flag unlike any other',
    words: ['lint', '.', '--quietly-please'],
    said: /lint has no option --quietly-please\. See alb-ingress lint --help/
  },
  { name: 'a flag before any command', words: ['-v'], said: /unknown option '-v'\. alb-ingress --help lists/ },
  {
    name: 'a flag without its value',
    words: ['plan', '--manifests', 'manifests.yaml', '--account'],
    said: /--account <file> has no value after it\. See alb-ingress plan --help/
  },
  {
    name: 'a word too many, where manifests were probably meant',
    words: ['plan', 'everything', ...input],
    said: /more words after plan than it takes \(everything\)\. plan takes options only; manifests are named by --manifests PATH/
  },
  {
    name: 'a word too many behind others',
    words: ['explain', 'shop/web', 'scheme'],
    said: /more words after explain than it takes \(shop\/web, scheme\)\. The order is alb-ingress explain <subject>/
  },
  {
    name: 'a word too few',
    words: ['route', 'https://shop.example/'],
    said: /route needs <url>: .*alb-ingress route <method> <url>/
  },
  {
    name: 'no --account',
    words: ['plan', '--manifests', 'manifests.yaml'],
    said: /plan needs an account: --account <file>/
  },
  {
    name: 'no --manifests',
    words: ['apply', '--yes', '--account', 'account.json'],
    said: /apply needs --manifests <path>.* Or name a cluster, with --kubeconfig/
  },
  {
    name: 'a format that nobody writes',
    words: ['plan', ...input, '-o', 'yaml'],
    said: /--output is "yaml", and should be text or json/
  },
  {
    name: 'no number of steps',
    words: ['apply', '--yes', ...input, '--concurrency', '0'],
    said: /--concurrency is "0", and should be a whole number/
  },
  {
    name: 'a manifest that is not there',
    words: ['plan', '--manifests', 'nowhere.yaml', '--account', 'account.json'],
    said: /--manifests: nowhere\.yaml is not there/
  },
  {
    name: 'a glob that matches nothing',
    words: ['plan', '--manifests', 'no/*.yaml', '--account', 'account.json'],
    said: /--manifests: no\/\*\.yaml matches no file/
  },
  {
    name: 'an account that is not there',
    words: ['plan', '--manifests', 'manifests.yaml', '--account', 'nowhere.json'],
    said: /--account: nowhere\.json is not there/
  },
  {
    name: 'an account that is a folder',
    words: ['apply', '--yes', '--manifests', 'manifests.yaml', '--account', 'folder'],
    said: /--account: .*folder is a folder, and should be a file/
  },
  {
    name: 'a setting with a bad value',
    words: ['plan', ...input, '--default-target-type', 'pod'],
    said: /default-target-type cannot be used\. It should be instance or ip/
  },
  {
    name: 'an unknown feature gate',
    words: ['plan', ...input, '--feature-gates', 'ListenerRuleTagging=true'],
    said: /Did you mean ListenerRulesTagging\?/
  },
  {
    name: 'a URL without a scheme',
    words: ['route', 'GET', 'shop.example.com/', ...input],
    said: /shop\.example\.com\/ is not a URL/
  },
  {
    name: 'a header without a colon',
    words: ['route', 'GET', 'http://x/', ...input, '--header', 'nonsense'],
    said: /--header is "nonsense"/
  },
  {
    name: 'a request after --manifests',
    words: ['route', ...input, 'GET', 'http://x/', '-m', 'GET', 'http://x/'],
    said: /is not there/
  },
  {
    name: 'a request that --manifests has swallowed',
    words: ['route', '-a', 'account.json', '-m', 'manifests.yaml', 'GET', 'http://x/'],
    said: /route needs <method>: .*Words come before --manifests/
  }
])('$name', async ({ words, said }) => {
  const { cli, path, read } = place(files())
  mkdirSync(path('folder'))
  const result = await cli(words.map((word) => (word === 'folder' ? path(word) : word)))
  expect(result).toMatchObject({ status: 1, out: '' })
  expect(result.err).toMatch(said)
  for (const line of result.err.trimEnd().split('\n')) expect(line).toMatch(/^alb-ingress: /)
  expect(read('account.json')).toBe(usual)
})

test.each([
  {
    name: 'JSON that ends too early',
    content: '{ "region": ',
    said: /account\.json:\d+:\d+: The account file is not valid JSON\.$/
  },
  { name: 'YAML', content: 'region: eu-central-1\n', said: /account\.json: The account file is not valid JSON\.$/ },
  { name: 'an empty file', content: '', said: /account\.json: The account file is not valid JSON\.$/ },
  { name: 'a list', content: '[]', said: /The account file is \[\], and should be/ },
  { name: 'a member of the wrong type', content: '{ "subnets": [{ "id": 7 }] }', said: /subnets\[0\]\.id/ },
  { name: 'an unknown flag', content: '{ "flags": { "cluster-nam": "x" } }', said: /Did you mean cluster-name\?/ },
  { name: 'a schema of the future', content: '{ "schema": 99 }', said: /schema 99/ }
])('an account file with $name is refused and left as it is', async ({ content, said }) => {
  const { cli, read } = place({ ...files(), 'account.json': content })
  const result = await cli(['apply', ...input, '--yes'])
  expect(result).toMatchObject({ status: 1, out: '' })
  expect(result.err.trimEnd()).toMatch(said)
  for (const line of result.err.trimEnd().split('\n')) expect(line).toMatch(/^alb-ingress: /)
  expect(read('account.json')).toBe(content)
})

test('several mistakes are told together', async () => {
  const { cli } = place()
  const { err } = await cli(['plan', '--manifests', 'no.yaml', 'neither.yaml', '--account', 'no.json'])
  expect(err.trimEnd().split('\n')).toHaveLength(3)
})
