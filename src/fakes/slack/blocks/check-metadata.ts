// The shape of message metadata. https://docs.slack.dev/messaging/message-metadata
import { isDict } from '../json.ts';
import { MESSAGE } from '../limits.ts';

/** Error names of chat.postMessage for bad metadata, or undefined when it is fine. */
export function checkMetadata(metadata: unknown): string | undefined {
  if (!isDict(metadata)) return 'invalid_metadata_format';
  const { event_type: type, event_payload: payload } = metadata;
  if (typeof type !== 'string' || !/^[a-zA-Z0-9_.-]{1,255}$/.test(type)) return 'invalid_metadata_schema';
  if (!isDict(payload)) return 'invalid_metadata_schema';
  if (!Object.values(payload).every(isPayloadValue)) return 'invalid_metadata_schema';
  if (Buffer.byteLength(JSON.stringify(metadata)) > MESSAGE.metadataBytes) return 'metadata_too_large';
  return undefined;
}

// Values as the official types allow them: scalars, or one level of objects of scalars, or a list of these.
function isPayloadValue(value: unknown): boolean {
  if (isScalar(value)) return true;
  if (Array.isArray(value)) return value.every((entry) => isScalar(entry) || isFlatObject(entry));
  return isFlatObject(value);
}

function isFlatObject(value: unknown): boolean {
  return isDict(value) && Object.values(value).every(isScalar);
}

function isScalar(value: unknown): boolean {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
}
