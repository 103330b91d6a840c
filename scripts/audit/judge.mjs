// What npm's audit says, measured by what was accepted: scripts/audit/accepted.json.

/**
 * @typedef {{ id: string, package: string, title: string, severity: string, url: string }} Advisory
 * @typedef {{ id: string, reason: string, until: string }} Accepted `until`: a day, after which it is looked at again
 * @typedef {{ kind: 'not-asked', why: string } | { kind: 'judged', open: Advisory[], accepted: Advisory[], idle: Accepted[] }} Verdict
 */

/**
 * @param {string} output of `npm audit --json`
 * @param {readonly Accepted[]} acceptances
 * @param {string} today such as 2026-11-30
 * @returns {Verdict} `not-asked` when npm brought no report, whatever the reason: then nothing is known
 */
export function judgeAudit(output, acceptances, today) {
  const report = parse(output)
  if (report?.auditReportVersion !== 2 || typeof report.vulnerabilities !== 'object') {
    return { kind: 'not-asked', why: whyNot(report, output) }
  }
  const advisories = advisoriesOf(report.vulnerabilities)
  const holds = new Set(acceptances.filter(({ until }) => until >= today).map(({ id }) => id))
  const known = new Set(advisories.map(({ id }) => id))
  return {
    kind: 'judged',
    open: advisories.filter(({ id }) => !holds.has(id)),
    accepted: advisories.filter(({ id }) => holds.has(id)),
    idle: acceptances.filter(({ id }) => !known.has(id)),
  }
}

/** Each once. A string in `via` names another package that has the advisory. */
function advisoriesOf(vulnerabilities) {
  const all = new Map()
  for (const via of Object.values(vulnerabilities).flatMap((one) => one.via)) {
    if (typeof via === 'string') continue
    const id = /GHSA-[\w-]+/.exec(via.url)?.[0] ?? String(via.source)
    all.set(id, { id, package: via.dependency ?? via.name, title: via.title, severity: via.severity, url: via.url })
  }
  return [...all.values()]
}

function parse(output) {
  try {
    return JSON.parse(output)
  } catch {
    return null
  }
}

function whyNot(report, output) {
  const said = report?.message ?? report?.error?.summary ?? output
  return String(said).trim().split('\n')[0]?.slice(0, 200) || 'npm said nothing'
}
