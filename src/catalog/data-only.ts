// A condition → the services whose data events alone could satisfy it; null when a management event could too.

import type { EventTest } from '../domain/question.ts';
import { dataServicesOf, isDataEvent } from './data-events.ts';

/** Lower-case services; null: the condition does not ask for data events only. */
export function dataOnly(test: EventTest): ReadonlySet<string> | null {
  switch (test.kind) {
    case 'action': {
      if (test.service !== null)
        return isDataEvent(test.service, test.name) ? new Set([test.service.toLowerCase()]) : null;
      const services = dataServicesOf(test.name);
      return services.length === 0 ? null : new Set(services);
    }
    case 'all':
      return test.tests.map(dataOnly).find((services) => services !== null) ?? null;
    case 'any': {
      const parts = test.tests.map(dataOnly);
      const known = parts.filter((services) => services !== null);
      if (known.length === 0 || known.length < parts.length) return null;
      return new Set(known.flatMap((services) => [...services]));
    }
    default:
      return null;
  }
}
