// REST JSON's targets: method, path and query of a request → service, operation and one flat input. Access Analyzer and
// CloudTrail's data service; paths from their models, as in https://docs.aws.amazon.com/access-analyzer/latest/APIReference/
import type { Dict } from './json.ts';
import type { Service } from './outcome.ts';
import type { SignedRequest } from './signing/canonical-request.ts';

type Route = {
  readonly service: Service;
  readonly operation: string;
  readonly method: string;
  /** Its named groups are members of the input. */
  readonly path: RegExp;
};

const ROUTES: readonly Route[] = [
  { service: 'access-analyzer', operation: 'ListAnalyzers', method: 'GET', path: /^\/analyzer$/ },
  { service: 'access-analyzer', operation: 'ListFindingsV2', method: 'POST', path: /^\/findingv2$/ },
  { service: 'access-analyzer', operation: 'GetFindingV2', method: 'GET', path: /^\/findingv2\/(?<id>[^/]+)$/ },
  { service: 'cloudtrail-data', operation: 'PutAuditEvents', method: 'POST', path: /^\/PutAuditEvents$/ },
];

/** What a request asks for: path, query and body in one input; undefined when no route fits. */
export function readRest(
  request: SignedRequest,
  body: Dict,
): { readonly service: Service; readonly operation: string; readonly input: Dict } | undefined {
  const [path = '/', query = ''] = request.url.split('?');
  for (const { service, operation, method, path: pattern } of ROUTES) {
    const match = method === request.method ? pattern.exec(path) : null;
    if (match === null) continue;
    const named = Object.entries(match.groups ?? {}).map(([name, value]) => [name, decodeURIComponent(value)] as const);
    const input = { ...Object.fromEntries(named), ...Object.fromEntries(new URLSearchParams(query)), ...body };
    return { service, operation, input };
  }
  return undefined;
}
