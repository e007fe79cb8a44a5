// Prints `PASSED FAILED` of a vitest JSON report. A test file that fails without a failed test (it did not load) counts as one.
import { readFileSync } from 'node:fs'

const report = JSON.parse(readFileSync(process.argv[2], 'utf8'))
const isBroken = (file) => file.status === 'failed' && !file.assertionResults.some((test) => test.status === 'failed')
const broken = report.testResults.filter(isBroken).length
const ran = report.numPassedTests + report.numFailedTests
console.log(`${report.numPassedTests} ${report.numFailedTests + broken + (ran === 0 ? 1 : 0)}`)
