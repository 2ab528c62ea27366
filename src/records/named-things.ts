// Which things an event gave a Name tag to: people say "payments-db", AWS says an id. Read from the events themselves, so
// that the name still finds the id after the thing is gone.
import type { AuditEvent, JsonObject } from '../domain/audit-event.ts';
import { objectOf, objectsUnder, someLeaf, text } from './json.ts';

/** Ids and ARNs of the things this event named `name` (whole, case-insensitive); empty for most events. */
export function thingsNamed(event: AuditEvent, name: string): readonly string[] {
  if (event.outcome.kind === 'attempted') return [];
  const request = objectOf(event.record.requestParameters);
  if (request === null || !setsName(request, name.toLowerCase())) return [];
  return /^(Create|Add)?Tag/.test(event.action) || /^(CreateTags|TagResources?|AddTags)/.test(event.action)
    ? taggedIn(request)
    : createdIn(event, request);
}

/** Tags come as `{key, value}` pairs or as one object: `{"Name": "…"}`. */
function setsName(request: JsonObject, name: string): boolean {
  for (const object of objectsUnder(request)) {
    const key = text(object.key) ?? text(object.Key) ?? text(object.tagKey);
    const value = text(object.value) ?? text(object.Value) ?? text(object.tagValue);
    if (key?.toLowerCase() === 'name' && value?.toLowerCase() === name) return true;
    if (text(object.Name)?.toLowerCase() === name && object.Values === undefined) return true;
  }
  return false;
}

const TARGET_KEY = /^(resource(id|arn|name)?s?(list|set)?|resourceIdList|resourceARNList)$/i;

function taggedIn(request: JsonObject): readonly string[] {
  const found = new Set<string>();
  someLeaf(request, (leaf, key) => {
    if (typeof leaf === 'string' && TARGET_KEY.test(key ?? '')) found.add(leaf);
    return false;
  });
  return [...found];
}

/** RunInstances → `instanceId`, CreateVolume → `volumeId`: what a creating call calls the thing it made. */
function createdIn(event: AuditEvent, request: JsonObject): readonly string[] {
  const noun = event.action.replace(/^(Create|Run|Launch|Allocate|Copy|Import|Register)/, '').replace(/s$/, '');
  const wanted = `${noun}id`.toLowerCase();
  const asked = new Set<string>();
  someLeaf(request, (leaf) => {
    asked.add(String(leaf));
    return false;
  });
  const found = new Set<string>();
  someLeaf(objectOf(event.record.responseElements), (leaf, key) => {
    if (typeof leaf === 'string' && key?.toLowerCase() === wanted && !asked.has(leaf)) found.add(leaf);
    return false;
  });
  return [...found];
}
