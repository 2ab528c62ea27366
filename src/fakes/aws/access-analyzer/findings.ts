// What analyzers of the fake found: seeds with their answers' shapes, and the filter of ListFindingsV2 over them.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-filter-keys.html
import { type Dict, isDict, listAt } from '../json.ts';
import { ACCESS_ANALYZER } from '../limits.ts';

/** An analyzer of one account's Region. */
export type SeedAnalyzer = {
  readonly name: string;
  readonly account: string;
  readonly region: string;
  readonly type?:
    | 'ACCOUNT'
    | 'ORGANIZATION'
    | 'ACCOUNT_UNUSED_ACCESS'
    | 'ORGANIZATION_UNUSED_ACCESS'
    | 'ACCOUNT_INTERNAL_ACCESS'
    | 'ORGANIZATION_INTERNAL_ACCESS';
  readonly status?: 'ACTIVE' | 'CREATING' | 'DISABLED' | 'FAILED';
  /** Why it is DISABLED or FAILED: "ORGANIZATION_DELETED". */
  readonly statusReason?: string;
  /** Epoch milliseconds. */
  readonly createdMs: number;
  readonly findings?: readonly SeedFinding[];
};

/** One finding of an analyzer; what is left out is an active one of external access. */
export type SeedFinding = {
  readonly id: string;
  /** ARN. */
  readonly resource: string;
  /** "AWS::S3::Bucket" */
  readonly resourceType: string;
  readonly owner: string;
  readonly status?: 'ACTIVE' | 'ARCHIVED' | 'RESOLVED';
  readonly findingType?: string;
  /** Epoch milliseconds. */
  readonly createdMs: number;
  readonly updatedMs?: number;
  readonly analyzedMs?: number;
  readonly isPublic?: boolean;
  /** `{ AWS: '111122223333' }` */
  readonly principal?: Readonly<Record<string, string>>;
  readonly actions?: readonly string[];
  readonly condition?: Readonly<Record<string, string>>;
  /** POLICY, BUCKET_ACL, S3_ACCESS_POINT; of buckets only. */
  readonly sources?: readonly Dict[];
  readonly rcp?: string;
  readonly error?: string;
};

export function analyzerArn({ name, account, region }: SeedAnalyzer): string {
  return `arn:aws:access-analyzer:${region}:${account}:analyzer/${name}`;
}

/** As ListFindingsV2 tells it: neither principal nor action. */
export function summaryOf(finding: SeedFinding): Dict {
  return {
    id: finding.id,
    resource: finding.resource,
    resourceType: finding.resourceType,
    resourceOwnerAccount: finding.owner,
    status: finding.status ?? 'ACTIVE',
    findingType: finding.findingType ?? 'ExternalAccess',
    createdAt: instant(finding.createdMs),
    analyzedAt: instant(finding.analyzedMs ?? finding.createdMs),
    updatedAt: instant(finding.updatedMs ?? finding.createdMs),
    ...(finding.error === undefined ? {} : { error: finding.error }),
  };
}

/** Its details as GetFindingV2 tells them: one member by the kind of finding. */
export function detailsOf(finding: SeedFinding): readonly Dict[] {
  if (finding.error !== undefined) return [];
  const external = {
    condition: finding.condition ?? {},
    action: finding.actions ?? [],
    isPublic: finding.isPublic === true,
    principal: finding.principal ?? {},
    ...(finding.sources === undefined ? {} : { sources: finding.sources }),
    resourceControlPolicyRestriction: finding.rcp ?? 'NOT_APPLICABLE',
  };
  switch (finding.findingType ?? 'ExternalAccess') {
    case 'ExternalAccess':
      return [{ externalAccessDetails: external }];
    case 'InternalAccess':
      return [{ internalAccessDetails: { action: external.action, principal: external.principal } }];
    default:
      return [{ unusedPermissionDetails: { serviceNamespace: 's3', actions: [] } }];
  }
}

/** Why a filter is refused; undefined when it is one. */
export function badFilter(filter: Dict): string | undefined {
  for (const [key, criterion] of Object.entries(filter)) {
    if (!KEYS.includes(key)) return `Invalid filter key: ${key}`;
    const lists = ['eq', 'neq', 'contains'].map((operator) => listAt(criterion, operator).length);
    if (lists.some((count) => count > ACCESS_ANALYZER.criterionValues)) return `Too many values for ${key}`;
    const asks = lists.some((count) => count > 0) || (isDict(criterion) && typeof criterion.exists === 'boolean');
    if (!asks) return `No criterion for ${key}`;
  }
  return undefined;
}

const KEYS: readonly string[] = [
  'id',
  'resource',
  'resourceType',
  'resourceOwnerAccount',
  'status',
  'findingType',
  'isPublic',
  'error',
  'principal.AWS',
  'principal.Federated',
  'principal.CanonicalUser',
];

/** All criteria hold. */
export function fits(finding: SeedFinding, filter: Dict): boolean {
  return Object.entries(filter).every(([key, criterion]) => {
    const value = criterionValue(finding, key);
    if (isDict(criterion) && typeof criterion.exists === 'boolean' && criterion.exists !== (value !== undefined)) {
      return false;
    }
    const [eq, neq, contains] = [listAt(criterion, 'eq'), listAt(criterion, 'neq'), listAt(criterion, 'contains')];
    if (eq.length > 0 && !eq.includes(value)) return false;
    if (neq.length > 0 && neq.includes(value)) return false;
    return contains.length === 0 || contains.some((part) => value?.includes(String(part)) === true);
  });
}

function criterionValue(finding: SeedFinding, key: string): string | undefined {
  if (key.startsWith('principal.')) return finding.principal?.[key.slice('principal.'.length)];
  if (key === 'isPublic') return String(finding.isPublic === true);
  const value = summaryOf(finding)[key];
  return typeof value === 'string' ? value : undefined;
}

/** Timestamps of REST JSON are ISO 8601 here: https://docs.aws.amazon.com/access-analyzer/latest/APIReference/API_FindingSummaryV2.html */
export function instant(ms: number): string {
  return new Date(ms).toISOString();
}
