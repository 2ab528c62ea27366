// One call of LookupEvents at one place, as a value: a page of records, or what went wrong. Neither paces nor retries.
// https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_LookupEvents.html
import { CloudTrailClient, type LookupAttributeKey, LookupEventsCommand } from '@aws-sdk/client-cloudtrail';
import type { Clock } from '../domain/clock.ts';
import { assumedRoles } from './assumed-roles.ts';
import { type AwsOptions, CALL_MS_MAX, callSignal } from './aws-options.ts';
import { type AwsTrouble, readTrouble } from './aws-trouble.ts';
import { clientSettings, type RolePlace, RoleTrouble } from './place-clients.ts';

export type HistoryPlace = RolePlace;

export interface PageRequest {
  /** null: every event. */
  readonly attribute: { readonly key: LookupAttributeKey; readonly value: string } | null;
  /** Epoch milliseconds, whole seconds; both ends belong to it. */
  readonly fromMs: number;
  readonly toMs: number;
  readonly nextToken: string | null;
}

/** One event as event history gives it. */
export interface HistoryEvent {
  readonly eventId: string | null;
  /** The record, JSON as text; null where AWS sent none. */
  readonly record: string | null;
}

export interface HistoryPage {
  readonly events: readonly HistoryEvent[];
  readonly nextToken: string | null;
}

export interface EventHistory {
  /** `asker` names the session where a role is assumed. */
  page(
    place: HistoryPlace,
    asker: string,
    request: PageRequest,
    signal?: AbortSignal,
  ): Promise<HistoryPage | AwsTrouble>;
  /** After `expired`: credentials and connections of that place are made anew. */
  renew(place: HistoryPlace, asker: string): void;
  close(): void;
}

/** The most AWS gives in one page. */
export const PAGE_EVENTS_MAX = 50;
const ACTION = 'cloudtrail:LookupEvents';
const CLIENTS_KEPT_MAX = 500;
/** The code of a call that was not answered in the time it had. */
export const USED_UP = 'TimeoutError';

export function eventHistory(options: AwsOptions, clock: Clock): EventHistory {
  const roles = assumedRoles(options, clock);
  const clients = new Map<string, CloudTrailClient>();
  const keyOf = (place: HistoryPlace, asker: string) =>
    place.role === null ? `own\n${place.region}` : `${place.role.roleArn}\n${place.region}\n${asker}`;
  const clientFor = (place: HistoryPlace, asker: string): CloudTrailClient => {
    const key = keyOf(place, asker);
    const known = clients.get(key);
    if (known !== undefined) return known;
    const [oldest] = clients;
    if (clients.size >= CLIENTS_KEPT_MAX && oldest !== undefined) {
      clients.delete(oldest[0]);
      oldest[1].destroy();
    }
    const client = new CloudTrailClient(clientSettings(options, place, asker, roles));
    clients.set(key, client);
    return client;
  };
  return {
    async page(place, asker, request, signal) {
      const ends = callSignal(signal, options.callMsMax ?? CALL_MS_MAX);
      try {
        const command = new LookupEventsCommand(inputOf(request));
        const answer = await clientFor(place, asker).send(command, { abortSignal: ends });
        const events = (answer.Events ?? []).map((event) => ({
          eventId: event.EventId ?? null,
          record: event.CloudTrailEvent ?? null,
        }));
        return { events, nextToken: answer.NextToken ?? null };
      } catch (error) {
        // A role that could not be assumed arrives through the SDK's credential provider as what we threw there.
        if (error instanceof RoleTrouble) return error.trouble;
        const trouble = readTrouble(error, ACTION, signal?.aborted === true);
        // The SDK only says that it was aborted; that its time was up, only this knows.
        return trouble.trouble === 'unreachable' && ends.aborted ? { ...trouble, code: USED_UP } : trouble;
      }
    },
    renew(place, asker) {
      if (place.role !== null) roles.forget(place.role, asker);
      const key = keyOf(place, asker);
      clients.get(key)?.destroy();
      clients.delete(key);
    },
    close() {
      for (const client of clients.values()) client.destroy();
      clients.clear();
    },
  };
}

function inputOf({ attribute, fromMs, toMs, nextToken }: PageRequest) {
  return {
    StartTime: new Date(fromMs),
    EndTime: new Date(toMs),
    MaxResults: PAGE_EVENTS_MAX,
    ...(attribute === null
      ? {}
      : { LookupAttributes: [{ AttributeKey: attribute.key, AttributeValue: attribute.value }] }),
    ...(nextToken === null ? {} : { NextToken: nextToken }),
  };
}
