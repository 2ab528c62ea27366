// Access Analyzer on the fake: Regions, filters, pages, and AWS's refusals.
import {
  AccessAnalyzerClient,
  GetFindingV2Command,
  ListAnalyzersCommand,
  ListFindingsV2Command,
  paginateListFindingsV2,
} from '@aws-sdk/client-accessanalyzer';
import { describe, expect, it } from 'vitest';
import type { SeedAnalyzer } from '../../../src/fakes/aws/access-analyzer/findings.ts';
import { HOME, NOW, PROD } from './sample-record.ts';
import { DEV_KEYS, openStage, refusal } from './stage.ts';

const ARN = `arn:aws:access-analyzer:${HOME}:${PROD}:analyzer/sample`;
const ANALYZER: SeedAnalyzer = {
  name: 'sample',
  account: PROD,
  region: HOME,
  createdMs: NOW - 1_000,
  findings: Array.from({ length: 7 }, (_, at) => ({
    id: `00000000-0000-4000-8000-00000000000${at}`,
    resource: `arn:aws:s3:::sample-${at}`,
    resourceType: at === 6 ? 'AWS::IAM::Role' : 'AWS::S3::Bucket',
    owner: PROD,
    status: at < 5 ? ('ACTIVE' as const) : ('ARCHIVED' as const),
    createdMs: NOW - at,
    isPublic: at === 0,
    principal: { AWS: at === 0 ? '*' : '999999999999' },
    actions: ['s3:GetObject'],
  })),
};

describe('Access Analyzer', () => {
  it('lists analyzers of the Region asked', async () => {
    const stage = await openStage({
      analyzers: [ANALYZER, { ...ANALYZER, name: 'unused', type: 'ACCOUNT_UNUSED_ACCESS' }],
    });
    const list = async (region: string, type?: 'ACCOUNT') =>
      (await stage.client(AccessAnalyzerClient, undefined, region).send(new ListAnalyzersCommand({ type }))).analyzers;
    expect((await list(HOME))?.map(({ name }) => name)).toEqual(['sample', 'unused']);
    expect(await list(HOME, 'ACCOUNT')).toMatchObject([
      { arn: ARN, type: 'ACCOUNT', status: 'ACTIVE', createdAt: new Date(NOW - 1_000) },
    ]);
    expect(await list('us-east-1')).toEqual([]);
  });

  it('pages through findings that fit a filter, and gives details one by one', async () => {
    const stage = await openStage({ analyzers: [ANALYZER] });
    const client = stage.client(AccessAnalyzerClient);
    const pages: number[] = [];
    const input = {
      analyzerArn: ARN,
      filter: { status: { eq: ['ACTIVE'] } },
      sort: { attributeName: 'createdAt', orderBy: 'ASC' as const },
    };
    const ids: (string | undefined)[] = [];
    for await (const page of paginateListFindingsV2({ client, pageSize: 2 }, input)) {
      pages.push(page.findings?.length ?? 0);
      ids.push(...(page.findings ?? []).map(({ id }) => id?.slice(-1)));
    }
    expect([pages, ids]).toEqual([
      [2, 2, 1],
      ['4', '3', '2', '1', '0'],
    ]);
    const { findingDetails, createdAt } = await client.send(
      new GetFindingV2Command({ analyzerArn: ARN, id: ANALYZER.findings?.[0]?.id }),
    );
    expect(createdAt).toEqual(new Date(NOW));
    expect(findingDetails).toMatchObject([
      { externalAccessDetails: { isPublic: true, principal: { AWS: '*' }, action: ['s3:GetObject'], condition: {} } },
    ]);
  });

  it('refuses as AWS does', async () => {
    const stage = await openStage({ analyzers: [ANALYZER] });
    const client = stage.client(AccessAnalyzerClient);
    const list = (input: object) => client.send(new ListFindingsV2Command({ analyzerArn: ARN, ...input }));
    expect(await refusal(list({ filter: { colour: { eq: ['x'] } } }))).toMatchObject({
      name: 'ValidationException',
      status: 400,
    });
    expect((await refusal(list({ nextToken: 'made.up' }))).name).toBe('ValidationException');
    expect(await refusal(list({ analyzerArn: `${ARN}x` }))).toMatchObject({
      name: 'ResourceNotFoundException',
      status: 404,
    });
    expect((await refusal(client.send(new GetFindingV2Command({ analyzerArn: ARN, id: 'none' })))).name).toBe(
      'ResourceNotFoundException',
    );
    const foreign = stage.client(AccessAnalyzerClient, DEV_KEYS).send(new ListFindingsV2Command({ analyzerArn: ARN }));
    expect(await refusal(foreign)).toMatchObject({ name: 'AccessDeniedException', status: 403 });
    stage.fake.inject({ kind: 'throttle', service: 'access-analyzer' });
    expect(await refusal(list({}))).toMatchObject({ name: 'ThrottlingException', status: 429 });
  });
});
