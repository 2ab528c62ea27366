// What AWS takes for a trail's event selectors and insight selectors.
// https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_PutEventSelectors.html and API_PutInsightSelectors.html
import { type Dict, isDict, listAt, textAt } from '../json.ts';
import { TRAIL } from '../limits.ts';
import { type AwsError, refuse } from '../outcome.ts';

/** Why basic selectors are refused; undefined when they are taken. */
export function badSelectors(selectors: readonly Dict[]): AwsError | undefined {
  if (selectors.length > TRAIL.basicSelectors) return invalid(`more than ${TRAIL.basicSelectors} event selectors`);
  const resources = selectors.flatMap((one) => listAt(one, 'DataResources').flatMap((r) => listAt(r, 'Values')));
  if (resources.length > TRAIL.dataResources) return invalid(`more than ${TRAIL.dataResources} data resources`);
  for (const selector of selectors) {
    const kind = textAt(selector, 'ReadWriteType') ?? 'All';
    if (!['ReadOnly', 'WriteOnly', 'All'].includes(kind)) return invalid(`ReadWriteType ${kind}`);
    const excluded = listAt(selector, 'ExcludeManagementEventSources');
    const odd = excluded.find((one) => one !== 'kms.amazonaws.com' && one !== 'rdsdata.amazonaws.com');
    if (odd !== undefined) return invalid(`ExcludeManagementEventSources ${String(odd)}`);
  }
  return undefined;
}

const OPERATORS = ['Equals', 'NotEquals', 'StartsWith', 'NotStartsWith', 'EndsWith', 'NotEndsWith'] as const;

/** Why advanced selectors are refused; undefined when they are taken. */
export function badAdvanced(selectors: readonly Dict[]): AwsError | undefined {
  let values = 0;
  for (const selector of selectors) {
    const fields = listAt(selector, 'FieldSelectors').filter(isDict);
    const category = fields.find((field) => textAt(field, 'Field') === 'eventCategory');
    if (category === undefined || listAt(category, 'Equals').length !== 1) {
      return invalid('an advanced event selector names one eventCategory with Equals');
    }
    values += fields.flatMap((field) => OPERATORS.flatMap((operator) => listAt(field, operator))).length;
  }
  return values > TRAIL.advancedValues ? invalid(`more than ${TRAIL.advancedValues} values`) : undefined;
}

/** Why insight selectors are refused; undefined when they are taken. An empty list switches Insights off. */
export function badInsights(selectors: readonly Dict[]): AwsError | undefined {
  const odd = selectors.find(
    (one) => !['ApiCallRateInsight', 'ApiErrorRateInsight'].includes(textAt(one, 'InsightType') ?? ''),
  );
  if (odd === undefined) return undefined;
  return refuse('InvalidInsightSelectorsException', `Insight type ${textAt(odd, 'InsightType')} is not valid.`);
}

function invalid(what: string): AwsError {
  return refuse('InvalidEventSelectorsException', `Invalid event selectors: ${what}.`);
}
