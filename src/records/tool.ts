// What made the call, from event type, invoked by, user agent and source address. The user agent is the caller's own
// claim: good enough to say "with Terraform", never proof of anything.
import type { Actor, JsonObject, Tool } from '../domain/audit-event.ts';
import { textAt } from './json.ts';

const SERVICE_HOST = /^([a-z0-9.-]+)\.amazonaws\.com$/i;
/** Infrastructure tools announce themselves beside the SDK they are built on, so they are looked for first. */
const TERRAFORM = /terraform|opentofu/i;
const CLI = /^aws-cli\//i;
const SDK = /\b(boto3|aws-sdk-[a-z0-9-]+|botocore|aws-sdk)\b/i;
/** One bare product token, perhaps with a version or a run id: `stratus-red-team_39f95f43-…`, `my-tool/1.2`. */
const PRODUCT = /^([a-z][a-z0-9.-]*?)(?:[_/-][0-9a-f]{8}-[0-9a-f-]{27}|[_/]v?[0-9][\w.+-]*)?$/i;
const OTHER_LENGTH_MAX = 30;

export function readTool(record: JsonObject, actor: Actor): Tool {
  if (record.eventType === 'AwsServiceEvent') return 'aws-service-event';
  const agent = (textAt(record, 'userAgent') ?? '').replace(/^\[(.*)\]$/s, '$1');
  if (TERRAFORM.test(agent)) return 'terraform';
  const service = serviceOf(actor.invokedBy) ?? serviceOf(agent) ?? serviceOf(textAt(record, 'sourceIPAddress'));
  if (service !== null) return serviceTool(service);
  if (String(record.sessionCredentialFromConsole) === 'true') return 'console';
  if (/console/i.test(agent) || agent.startsWith('Mozilla/')) return 'console';
  if (agent === 'AWS Internal' || /\baws-internal\//i.test(agent)) return 'aws-internal';
  if (CLI.test(agent)) return 'cli';
  const sdk = SDK.exec(agent)?.[1];
  if (sdk !== undefined) return `sdk:${sdk.toLowerCase()}`;
  const product = PRODUCT.exec(agent)?.[1];
  if (product !== undefined) return `sdk:${product.toLowerCase()}`;
  return `other:${agent === '' ? 'none' : agent.slice(0, OTHER_LENGTH_MAX)}`;
}

function serviceOf(host: string | null): string | null {
  return SERVICE_HOST.exec(host ?? '')?.[1]?.toLowerCase() ?? null;
}

function serviceTool(service: string): Tool {
  if (service === 'cloudformation') return 'cloudformation';
  if (service === 'signin' || /(^|\.)console(\.|$)/.test(service)) return 'console';
  return `aws-service:${service}`;
}
