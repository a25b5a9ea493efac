// Runs Lighthouse over addresses and prints one line of JSON for each run; audit.py reads them.
// Input, as JSON on stdin: {urls, runs, chrome, flags}. Mobile profile and simulated throttling are Lighthouse's defaults.
import { text } from "node:stream/consumers"
import { launch } from "chrome-launcher"
import lighthouse from "lighthouse"

const CATEGORIES = ["performance", "accessibility", "best-practices", "seo"]
const NUMBERS = {
  bytes: "total-byte-weight",
  lcp: "largest-contentful-paint",
  tbt: "total-blocking-time",
  cls: "cumulative-layout-shift",
}

const { urls, runs, chrome, flags } = JSON.parse(await text(process.stdin))
const browser = await launch({ chromePath: chrome, chromeFlags: flags, logLevel: "error" })

/** What cost points: each audit that counts and is not perfect, by category. */
function losses({ categories, audits }) {
  return Object.values(categories).flatMap(({ id, auditRefs }) => auditRefs
    .filter(({ id: audit, weight }) => weight > 0 && audits[audit].score !== null && audits[audit].score < 1)
    .map(({ id: audit }) => ({ category: id, audit, score: audits[audit].score, shown: audits[audit].displayValue ?? "" })))
}

/** One report; now and then a trace has no beginning, and the page is asked again. */
async function report(url, tries = 3) {
  const { lhr } = await lighthouse(url, { port: browser.port, onlyCategories: CATEGORIES, logLevel: "error" })
  if (!lhr.runtimeError) return lhr
  if (tries === 1) throw new Error(`${url}: ${lhr.runtimeError.message}`)
  return report(url, tries - 1)
}

try {
  for (const url of urls) {
    for (let run = 0; run < runs; run++) {
      const lhr = await report(url)
      const scores = Object.fromEntries(CATEGORIES.map((name) => [name, Math.round(lhr.categories[name].score * 100)]))
      const numbers = Object.entries(NUMBERS).map(([name, audit]) => [name, lhr.audits[audit].numericValue])
      const requests = lhr.audits["network-requests"].details.items.map(({ url, transferSize }) => [url, transferSize])
      console.log(JSON.stringify({ url, scores, ...Object.fromEntries(numbers), losses: losses(lhr), requests }))
    }
  }
} finally {
  browser.kill()
}
