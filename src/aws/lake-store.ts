// GetEventDataStore's answer → what an event data store holds: since when, of which accounts and Regions, and which events.
// https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_GetEventDataStore.html
import type { GetEventDataStoreResponse } from '@aws-sdk/client-cloudtrail';

/** One selector: an event is recorded when it meets all of its fields. */
export type Selector = readonly SelectorField[];

export interface SelectorField {
  /** `eventCategory`, `readOnly`, `eventSource`, `eventName`, `resources.type`, `resources.ARN`, … */
  readonly field: string;
  /** What it must be, begin or end with; what it must not. As AWS writes them; empty lists say nothing. */
  readonly equals: readonly string[];
  /** True when it says more than `equals`. */
  readonly more: boolean;
  /** The values excluded whole. */
  readonly notEquals: readonly string[];
}

export interface LakeStore {
  readonly arn: string;
  readonly name: string;
  /** `ENABLED`, `STOPPED_INGESTION`, `PENDING_DELETION`, … */
  readonly status: string;
  readonly retentionDays: number | null;
  readonly createdMs: number | null;
  readonly updatedMs: number | null;
  readonly organization: boolean;
  readonly multiRegion: boolean;
  /** Empty: not told. */
  readonly selectors: readonly Selector[];
}

export function storeOf(answer: GetEventDataStoreResponse): LakeStore {
  return {
    arn: answer.EventDataStoreArn ?? '',
    name: answer.Name ?? '',
    status: answer.Status ?? '',
    retentionDays: answer.RetentionPeriod ?? null,
    createdMs: answer.CreatedTimestamp?.getTime() ?? null,
    updatedMs: answer.UpdatedTimestamp?.getTime() ?? null,
    organization: answer.OrganizationEnabled ?? false,
    multiRegion: answer.MultiRegionEnabled ?? false,
    selectors: (answer.AdvancedEventSelectors ?? []).map(({ FieldSelectors = [] }) =>
      FieldSelectors.map((each) => ({
        field: each.Field ?? '',
        equals: each.Equals ?? [],
        notEquals: each.NotEquals ?? [],
        more: [each.StartsWith, each.EndsWith, each.NotStartsWith, each.NotEndsWith].some(
          (values) => values !== undefined && values.length > 0,
        ),
      })),
    ),
  };
}
