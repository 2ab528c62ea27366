// Access Analyzer's calls at one place, as values: its analyzers of external access, a page of findings, the details of one.
// https://docs.aws.amazon.com/access-analyzer/latest/APIReference/API_ListFindingsV2.html and the pages beside it.
import {
  AccessAnalyzerClient,
  type AnalyzerSummary,
  type FindingSummaryV2,
  GetFindingV2Command,
  ListAnalyzersCommand,
  ListFindingsV2Command,
  type FindingDetails as SdkDetails,
} from '@aws-sdk/client-accessanalyzer';
import type { Clock } from '../domain/clock.ts';
import type { Analyzer, ExposureFinding, FindingDetails, FindingStatus } from '../exposure/finding.ts';
import type { AwsOptions } from './aws-options.ts';
import type { AwsTrouble } from './aws-trouble.ts';
import { placeClients, type RolePlace } from './place-clients.ts';

export interface Page<T> {
  readonly items: readonly T[];
  readonly nextToken: string | null;
}

export interface AnalyzerCalls {
  /** Analyzers of external access in this account's Region; others are left out. */
  analyzers(place: RolePlace, token: string | null, signal?: AbortSignal): Promise<Page<Analyzer> | AwsTrouble>;
  /** Findings of external access, without details. */
  findings(
    place: RolePlace,
    analyzer: Analyzer,
    token: string | null,
    signal?: AbortSignal,
  ): Promise<Page<ExposureFinding> | AwsTrouble>;
  /** null: it has none; AWS could not judge the resource. */
  details(
    place: RolePlace,
    finding: ExposureFinding,
    signal?: AbortSignal,
  ): Promise<{ readonly details: FindingDetails | null } | AwsTrouble>;
  close(): void;
}

/** The most AWS gives in one page. */
const PAGE_MAX = 100;

/** `asker`: names the sessions of assumed roles. Permissions are those of the calls without "V2". */
export function analyzerCalls(options: AwsOptions, clock: Clock, asker: string): AnalyzerCalls {
  const clients = placeClients(options, clock, asker, (settings) => new AccessAnalyzerClient(settings));
  return {
    analyzers: (place, token, signal) =>
      clients.call(
        place,
        'access-analyzer:ListAnalyzers',
        async (client, abort) => {
          const input = { maxResults: PAGE_MAX, ...(token === null ? {} : { nextToken: token }) };
          const { analyzers = [], nextToken } = await client.send(new ListAnalyzersCommand(input), abort);
          return { items: analyzers.flatMap(analyzerOf), nextToken: nextToken ?? null };
        },
        signal,
      ),
    findings: (place, analyzer, token, signal) =>
      clients.call(
        place,
        'access-analyzer:ListFindings',
        async (client, abort) => {
          const command = new ListFindingsV2Command({
            analyzerArn: analyzer.arn,
            filter: { findingType: { eq: ['ExternalAccess'] } },
            maxResults: PAGE_MAX,
            ...(token === null ? {} : { nextToken: token }),
          });
          const { findings = [], nextToken } = await client.send(command, abort);
          const items = findings.flatMap((each) => findingOf(each, analyzer, place));
          return { items, nextToken: nextToken ?? null };
        },
        signal,
      ),
    details: (place, finding, signal) =>
      clients.call(
        place,
        'access-analyzer:GetFinding',
        async (client, abort) => {
          const command = new GetFindingV2Command({ analyzerArn: finding.analyzer, id: finding.id });
          const { findingDetails = [] } = await client.send(command, abort);
          return { details: detailsOf(findingDetails) };
        },
        signal,
      ),
    close: () => clients.close(),
  };
}

function analyzerOf(summary: AnalyzerSummary): readonly Analyzer[] {
  const { arn, name, type, status, createdAt } = summary;
  if (arn === undefined || (type !== 'ACCOUNT' && type !== 'ORGANIZATION')) return [];
  const scope = type === 'ACCOUNT' ? 'account' : 'organization';
  return [{ arn, name: name ?? arn, scope, status: status ?? 'ACTIVE', createdMs: createdAt?.getTime() ?? 0 }];
}

const STATUSES: Readonly<Record<string, FindingStatus>> = { ARCHIVED: 'archived', RESOLVED: 'resolved' };

function findingOf(summary: FindingSummaryV2, analyzer: Analyzer, place: RolePlace): readonly ExposureFinding[] {
  const { id, resource, resourceType, createdAt, updatedAt, status } = summary;
  if (id === undefined) return [];
  const createdMs = createdAt?.getTime() ?? 0;
  return [
    {
      id,
      analyzer: analyzer.arn,
      analyzerMs: analyzer.createdMs,
      resource: resource ?? '',
      resourceType: resourceType ?? '',
      account: summary.resourceOwnerAccount ?? place.accountId,
      region: place.region,
      // A status that AWS adds one day is shown as open, not hidden.
      status: STATUSES[status ?? ''] ?? 'active',
      createdMs,
      updatedMs: updatedAt?.getTime() ?? createdMs,
      details: null,
      error: summary.error || null,
    },
  ];
}

/** One member of each details names what kind of finding it is. */
function detailsOf(all: readonly SdkDetails[]): FindingDetails | null {
  const external = all.flatMap((each) =>
    each.externalAccessDetails === undefined ? [] : [each.externalAccessDetails],
  );
  if (external.length === 0) return null;
  return {
    isPublic: external.some(({ isPublic }) => isPublic === true),
    letIn: external.flatMap(({ principal = {} }) =>
      Object.entries(principal).map(([kind, value]) => ({ kind, value })),
    ),
    actions: [...new Set(external.flatMap(({ action = [] }) => action))],
    condition: Object.assign({}, ...external.map(({ condition = {} }) => condition)),
    via: external.flatMap(({ sources = [] }) =>
      sources.map(({ type, detail }) => ({ type: type ?? '', accessPointArn: detail?.accessPointArn ?? null })),
    ),
  };
}
