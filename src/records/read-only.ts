// Whether a call only reads. Records before eventVersion 1.02 or so do not say: then the event name's verb decides.
import type { EventCategory, JsonObject } from '../domain/audit-event.ts';

const READS =
  /^(Get|List|Describe|Head|Lookup|Search|BatchGet|BatchDescribe|Scan|Query|Select|View|Check|Validate|Preview|Test|Estimate|Download|Discover|Filter|Count|Simulate|Verify|Detect|Poll|Resolve|Retrieve|Export|Assume|Decrypt|GenerateDataKey|Sign)(?=[A-Z0-9]|$)/;

export function readReadOnly(record: JsonObject, eventName: string): boolean {
  const flag = record.readOnly;
  if (typeof flag === 'boolean') return flag;
  if (flag === 'true' || flag === 'false') return flag === 'true';
  if (record.eventType === 'AwsCloudTrailInsight') return true;
  return READS.test(eventName) && eventName !== 'GetFederationToken';
}

const CATEGORIES: readonly EventCategory[] = ['Management', 'Data', 'NetworkActivity', 'Insight'];
/** S3 calls on objects: the data events of records too old to say so (`eventCategory` came with version 1.07). */
const S3_OBJECT_CALL =
  /^(Get|Put|Head|Delete|Copy|Restore|Select)Object|^(Post|Append)Object|^DeleteObjects$|^(CreateMultipart|CompleteMultipart|AbortMultipart)Upload$|^UploadPart/;

export function readCategory(record: JsonObject, eventSource: string, eventName: string): EventCategory {
  const stated = CATEGORIES.find((category) => category === record.eventCategory);
  if (stated !== undefined) return stated;
  if (typeof record.eventCategory === 'string') return 'unrecognised';
  if (record.eventType === 'AwsCloudTrailInsight') return 'Insight';
  if (record.eventType === 'AwsVpceEvent') return 'NetworkActivity';
  if (record.managementEvent === false) return 'Data';
  if (record.managementEvent === true) return 'Management';
  return eventSource === 's3.amazonaws.com' && S3_OBJECT_CALL.test(eventName) ? 'Data' : 'Management';
}
