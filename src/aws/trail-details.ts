// What CloudTrail and KMS say of one trail beyond its status: selectors as they were written, insight selectors, its key;
// and the event data stores of one place. As values, like `trails.ts`.
import {
  CloudTrailClient,
  GetEventDataStoreCommand,
  GetEventSelectorsCommand,
  GetInsightSelectorsCommand,
  ListEventDataStoresCommand,
} from '@aws-sdk/client-cloudtrail';
import { DescribeKeyCommand, KMSClient } from '@aws-sdk/client-kms';
import type { JsonObject } from '../domain/audit-event.ts';
import type { Clock } from '../domain/clock.ts';
import { isObject } from '../records/json.ts';
import type { KeyPosture, SelectorSet, StorePosture } from '../trails/posture.ts';
import { DEFAULT_SELECTORS, readSelectorSet } from '../trails/selector-set.ts';
import type { AwsOptions } from './aws-options.ts';
import { type AwsTrouble, isTrouble } from './aws-trouble.ts';
import { placeClients, type RolePlace } from './place-clients.ts';

export interface TrailDetails {
  selectors(place: RolePlace, arn: string, signal?: AbortSignal): Promise<SelectorSet | AwsTrouble>;
  /** Empty: Insights is off. */
  insights(place: RolePlace, arn: string, signal?: AbortSignal): Promise<readonly string[] | AwsTrouble>;
  key(place: RolePlace, arn: string, signal?: AbortSignal): Promise<KeyPosture | AwsTrouble>;
  stores(place: RolePlace, signal?: AbortSignal): Promise<readonly StorePosture[] | AwsTrouble>;
  close(): void;
}

/** Event data stores of one Region; AWS allows ten. https://docs.aws.amazon.com/awscloudtrail/latest/userguide/WhatIsCloudTrail-Limits.html */
const STORE_PAGES_MAX = 4;

export function trailDetails(options: AwsOptions, clock: Clock, asker: string): TrailDetails {
  const trails = placeClients(options, clock, asker, (settings) => new CloudTrailClient(settings));
  const keys = placeClients(options, clock, asker, (settings) => new KMSClient(settings));
  return {
    selectors: (place, arn, signal) =>
      trails.call(
        place,
        'cloudtrail:GetEventSelectors',
        async (client, abort) => {
          const answer = await client.send(new GetEventSelectorsCommand({ TrailName: arn }), abort);
          return readSelectorSet(plain(answer)) ?? DEFAULT_SELECTORS;
        },
        signal,
      ),
    async insights(place, arn, signal) {
      const read = await trails.call(
        place,
        'cloudtrail:GetInsightSelectors',
        async (client, abort) => {
          const answer = await client.send(new GetInsightSelectorsCommand({ TrailName: arn }), abort);
          return (answer.InsightSelectors ?? []).flatMap(({ InsightType }) => InsightType ?? []);
        },
        signal,
      );
      // https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_GetInsightSelectors.html#API_GetInsightSelectors_Errors
      return isTrouble(read) && read.code === 'InsightNotEnabledException' ? [] : read;
    },
    key: (place, arn, signal) =>
      keys.call(
        place,
        'kms:DescribeKey',
        async (client, abort): Promise<KeyPosture> => {
          const { KeyMetadata } = await client.send(new DescribeKeyCommand({ KeyId: arn }), abort);
          return {
            arn: KeyMetadata?.Arn ?? arn,
            state: KeyMetadata?.KeyState ?? 'unknown',
            customerManaged: KeyMetadata?.KeyManager !== 'AWS',
          };
        },
        signal,
      ),
    async stores(place, signal) {
      const arns = await trails.call(place, 'cloudtrail:ListEventDataStores', storeArns, signal);
      if (isTrouble(arns)) return arns;
      const found: StorePosture[] = [];
      for (const arn of arns) {
        const store = await trails.call(
          place,
          'cloudtrail:GetEventDataStore',
          async (client, abort) =>
            storeOf(plain(await client.send(new GetEventDataStoreCommand({ EventDataStore: arn }), abort)), place, arn),
          signal,
        );
        if (isTrouble(store)) return store;
        found.push(store);
      }
      return found;
    },
    close() {
      trails.close();
      keys.close();
    },
  };
}

async function storeArns(
  client: CloudTrailClient,
  abort: { readonly abortSignal: AbortSignal },
): Promise<readonly string[]> {
  const arns: string[] = [];
  let token: string | undefined;
  for (let page = 0; page < STORE_PAGES_MAX; page += 1) {
    const command = new ListEventDataStoresCommand(token === undefined ? {} : { NextToken: token });
    const answer = await client.send(command, abort);
    arns.push(...(answer.EventDataStores ?? []).flatMap(({ EventDataStoreArn }) => EventDataStoreArn ?? []));
    token = answer.NextToken;
    if (token === undefined) break;
  }
  return arns;
}

function storeOf(answer: JsonObject, { accountId, region }: RolePlace, arn: string): StorePosture {
  const days = answer.RetentionPeriod;
  const selectors = answer.AdvancedEventSelectors;
  return {
    arn,
    name: typeof answer.Name === 'string' ? answer.Name : arn,
    account: arn.split(':')[4] ?? accountId,
    region,
    status: typeof answer.Status === 'string' ? answer.Status : 'unknown',
    retentionDays: typeof days === 'number' ? days : null,
    multiRegion: answer.MultiRegionEnabled === true,
    organization: answer.OrganizationEnabled === true,
    protected: typeof answer.TerminationProtectionEnabled === 'boolean' ? answer.TerminationProtectionEnabled : null,
    selectors: Array.isArray(selectors) ? selectors.filter(isObject) : [],
  };
}

/** Without the SDK's own classes and metadata. */
function plain(answer: object): JsonObject {
  const value: unknown = JSON.parse(JSON.stringify(answer));
  return isObject(value) ? value : {};
}
