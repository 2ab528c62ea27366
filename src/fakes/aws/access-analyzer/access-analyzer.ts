// Access Analyzer's reading operations. Analyzers are of one Region; the permission is that of the calls without "V2".
// https://docs.aws.amazon.com/access-analyzer/latest/APIReference/API_ListFindingsV2.html and the pages beside it.
import { type Dict, dictAt, numberAt, textAt } from '../json.ts';
import { ACCESS_ANALYZER } from '../limits.ts';
import { type AwsError, isError, type Outcome, ok, refuse } from '../outcome.ts';
import { readToken, writeToken } from '../page-token.ts';
import type { Caller, Operation, World } from '../world.ts';
import { analyzerArn, badFilter, detailsOf, fits, instant, type SeedAnalyzer, summaryOf } from './findings.ts';

export const ACCESS_ANALYZER_OPERATIONS: Readonly<Record<string, Operation>> = {
  ListAnalyzers: { action: 'access-analyzer:ListAnalyzers', run: listAnalyzers },
  ListFindingsV2: { action: 'access-analyzer:ListFindings', run: listFindings },
  GetFindingV2: { action: 'access-analyzer:GetFinding', run: getFinding },
};

function listAnalyzers(world: World, caller: Caller, input: Dict): Outcome {
  const type = textAt(input, 'type');
  const found = world.analyzers.filter(
    (one) =>
      one.account === caller.account && one.region === caller.region && (type === undefined || typeOf(one) === type),
  );
  return paged(world, caller, input, 'ListAnalyzers', found.map(shown), 'analyzers');
}

function typeOf({ type }: SeedAnalyzer): string {
  return type ?? 'ACCOUNT';
}

function shown(analyzer: SeedAnalyzer): Dict {
  const { statusReason } = analyzer;
  return {
    arn: analyzerArn(analyzer),
    name: analyzer.name,
    type: typeOf(analyzer),
    status: analyzer.status ?? 'ACTIVE',
    createdAt: instant(analyzer.createdMs),
    ...(statusReason === undefined ? {} : { statusReason: { code: statusReason } }),
  };
}

function listFindings(world: World, caller: Caller, input: Dict): Outcome {
  const analyzer = analyzerFor(world, caller, input);
  if (isError(analyzer)) return analyzer;
  const filter = dictAt(input, 'filter');
  const wrong = badFilter(filter);
  if (wrong !== undefined) return invalid(wrong);
  const found = (analyzer.findings ?? []).filter((finding) => fits(finding, filter)).map(summaryOf);
  const sort = dictAt(input, 'sort');
  const by = textAt(sort, 'attributeName');
  if (by !== undefined) found.sort((a, b) => (String(a[by]) < String(b[by]) ? -1 : 1));
  if (textAt(sort, 'orderBy') === 'DESC') found.reverse();
  return paged(world, caller, input, 'ListFindingsV2', found, 'findings');
}

function getFinding(world: World, caller: Caller, input: Dict): Outcome {
  const analyzer = analyzerFor(world, caller, input);
  if (isError(analyzer)) return analyzer;
  const id = textAt(input, 'id') ?? '';
  const finding = analyzer.findings?.find((one) => one.id === id);
  if (finding === undefined) return notFound(id, 'Finding');
  return ok({ ...summaryOf(finding), findingDetails: detailsOf(finding) });
}

function analyzerFor(world: World, caller: Caller, input: Dict): SeedAnalyzer | AwsError {
  const arn = textAt(input, 'analyzerArn') ?? '';
  if (!/^arn:[^:]*:access-analyzer:[^:]*:\d{12}:analyzer\/.+$/.test(arn)) return invalid(`Invalid ARN: ${arn}`);
  const found = world.analyzers.find((one) => analyzerArn(one) === arn);
  if (found === undefined || found.region !== caller.region) return notFound(arn, 'Analyzer');
  if (found.account === caller.account) return found;
  const why = `User: ${caller.principal.arn} is not authorized to perform: access-analyzer:ListFindings on resource: ${arn}`;
  return refuse('AccessDeniedException', why, 403);
}

/** One page of `rows` under `key`, and the token to the next. */
function paged(
  world: World,
  caller: Caller,
  { nextToken, maxResults, ...rest }: Dict,
  operation: string,
  rows: readonly Dict[],
  key: string,
): Outcome {
  // Of a GET it comes in the query, as text.
  const size = maxResults === undefined ? ACCESS_ANALYZER.pageDefault : Number(maxResults);
  if (!Number.isInteger(size) || size < 1 || size > ACCESS_ANALYZER.pageMost) {
    return invalid(`maxResults must be from 1 to ${ACCESS_ANALYZER.pageMost}`);
  }
  const bound = [operation, caller.account, caller.region, rest];
  const position = nextToken === undefined ? { at: 0 } : readToken(world.tokenKey, bound, String(nextToken));
  if (position === undefined) return invalid('The next token is not valid.');
  const at = numberAt(position, 'at') ?? 0;
  const end = at + size;
  const next = end < rows.length ? { nextToken: writeToken(world.tokenKey, bound, { at: end }) } : {};
  return ok({ [key]: rows.slice(at, end), ...next });
}

function invalid(message: string): AwsError {
  return refuse('ValidationException', message, 400);
}

function notFound(id: string, type: string): AwsError {
  return refuse('ResourceNotFoundException', `${type} not found: ${id}`, 404);
}
