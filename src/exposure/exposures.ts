// A report → each thing that is open, once: a role is found in every Region, and by the account's and the organization's
// analyzer. Public first, then what was found last; archived and resolved apart.
import type { ExposureFinding, ExposureReport, FindingStatus } from './finding.ts';

/** One way in which one resource is open to somebody outside. */
export interface Exposure {
  /** The earliest finding of it. */
  readonly finding: ExposureFinding;
  /** Where it was found. */
  readonly regions: readonly string[];
  /** Findings that say the same, this one among them. */
  readonly findings: number;
}

export type Exposures = Readonly<Record<FindingStatus, readonly Exposure[]>>;

/** Open in one Region is open. */
const ORDER: readonly FindingStatus[] = ['active', 'archived', 'resolved'];

export function exposuresOf({ places }: ExposureReport): Exposures {
  const same = new Map<string, ExposureFinding[]>();
  for (const finding of places.flatMap(({ findings }) => findings)) {
    const key = keyOf(finding);
    const known = same.get(key);
    if (known === undefined) same.set(key, [finding]);
    else known.push(finding);
  }
  const all = [...same.values()].map(exposureOf);
  const of = (status: FindingStatus) => all.filter(({ finding }) => finding.status === status).sort(byWeight);
  return { active: of('active'), archived: of('archived'), resolved: of('resolved') };
}

/** Findings are one where the same resource lets in the same people for the same under the same condition. */
function keyOf({ account, resource, details, id, error }: ExposureFinding): string {
  if (details === null) return JSON.stringify([account, resource, error ?? id]);
  const letIn = details.letIn.map(({ kind, value }) => `${kind} ${value}`).sort();
  const condition = Object.entries(details.condition).sort(([a], [b]) => (a < b ? -1 : 1));
  return JSON.stringify([account, resource, letIn, [...details.actions].sort(), condition]);
}

function exposureOf(findings: readonly ExposureFinding[]): Exposure {
  const status = ORDER.find((each) => findings.some((finding) => finding.status === each));
  const [first, ...others] = findings.filter((finding) => finding.status === status);
  if (first === undefined) throw new Error('an exposure without a finding');
  const finding = others.reduce((least, each) => (each.createdMs < least.createdMs ? each : least), first);
  return { finding, regions: [...new Set(findings.map(({ region }) => region))], findings: findings.length };
}

function byWeight({ finding: left }: Exposure, { finding: right }: Exposure): number {
  const isOpen = ({ details }: ExposureFinding) => Number(details?.isPublic === true);
  return isOpen(right) - isOpen(left) || right.createdMs - left.createdMs || (left.resource < right.resource ? -1 : 1);
}
