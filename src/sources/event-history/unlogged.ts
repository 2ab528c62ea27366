// A condition that data events could satisfy → the gap that event history holds none of them.
// https://docs.aws.amazon.com/awscloudtrail/latest/userguide/view-cloudtrail-events.html
import { dataService, dataServicesOf, isDataEvent } from '../../catalog/data-events.ts';
import type { Gap } from '../../domain/coverage.ts';
import type { EventTest, ResourceRef } from '../../domain/question.ts';

/** Empty when only management events can satisfy the condition. */
export function unlogged(test: EventTest): readonly Gap[] {
  if (!mayBeData(test)) return [];
  return [
    {
      kind: 'category-not-logged',
      detail:
        'Event history holds management events only. Data events (calls on objects in S3, items in DynamoDB, invocations of Lambda functions and the like) are not in it; a trail that logs them has them.',
    },
  ];
}

/** True when nothing but data events can satisfy the condition: then there is nothing to look up. */
export function onlyData(test: EventTest): boolean {
  switch (test.kind) {
    case 'action':
      return test.service !== null && isDataEvent(test.service, test.name);
    case 'all':
      return test.tests.some(onlyData);
    case 'any':
      return test.tests.length > 0 && test.tests.every(onlyData);
    default:
      return false;
  }
}

function mayBeData(test: EventTest): boolean {
  switch (test.kind) {
    case 'action':
      return test.service === null ? dataServicesOf(test.name).length > 0 : isDataEvent(test.service, test.name);
    case 'service':
      return dataService(test.service) !== undefined;
    case 'resource':
      return mayHoldData(test.resource);
    case 'all':
      return test.tests.every(mayBeData);
    case 'any':
      return test.tests.some(mayBeData);
    default:
      return true;
  }
}

/** A thing of a known kind is touched by the data events of its own service only. */
function mayHoldData({ type }: ResourceRef): boolean {
  return type === null || dataService(type.split(':')[0] ?? '') !== undefined;
}
