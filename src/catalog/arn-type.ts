// An ARN to the type of resource it names, by the ARN formats that IAM publishes for the service.
import { eventServices, iamPrefix } from './event-sources.ts';
import { arnFormats } from './load-catalog.ts';

/** `arn:aws:lambda:…:function:x` → `lambda:function`; null when the ARN is malformed or of no published format. */
export function arnType(arn: string): string | null {
  const parts = arn.split(':');
  const service = parts[2]?.toLowerCase() ?? '';
  const resource = parts.slice(5).join(':');
  if (parts.length < 6 || service === '' || resource === '') return null;
  if (service === 's3') return resource.includes('/') ? 's3:object' : 's3:bucket';
  if (service === 'sts') return resource.startsWith('assumed-role/') ? 'sts:assumed-role' : 'sts:federated-user';
  if (service === 'iam' && resource === 'root') return 'iam:root';
  let best: { readonly type: string; readonly literal: number } | null = null;
  for (const [type, format] of arnFormats(iamPrefix(service))) {
    const literal = fits(format.split(':').slice(5).join(':'), resource);
    if (literal !== null && literal > (best?.literal ?? -1)) best = { type, literal };
  }
  return best === null ? null : `${eventServices(iamPrefix(service))[0] ?? service}:${best.type}`;
}

/** How many letters of the format are literal if the resource fits it, else null. Only the literal head is compared. */
function fits(format: string, resource: string): number | null {
  const head = format.slice(0, format.includes('${') ? format.indexOf('${') : format.length);
  if (!resource.toLowerCase().startsWith(head.toLowerCase())) return null;
  const slashes = (text: string) => text.split(/[:/]/).length;
  return slashes(format) > slashes(resource) ? null : head.length * 100 + slashes(format);
}
