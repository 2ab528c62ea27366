// What an event data store's selectors let in → its categories, and the gaps for a question that needs what they leave out.
// https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_AdvancedFieldSelector.html
import type { Selector, SelectorField } from '../../aws/lake-store.ts';
import { dataServicesOf } from '../../catalog/data-events.ts';
import type { EventCategory } from '../../domain/audit-event.ts';
import type { Gap } from '../../domain/coverage.ts';
import type { EventTest } from '../../domain/question.ts';
import { readReadOnly } from '../../records/read-only.ts';
import { onlyData, unlogged } from '../event-history/unlogged.ts';

const CATEGORIES: readonly EventCategory[] = ['Management', 'Data', 'NetworkActivity', 'Insight'];

/** null: not told. */
export function categoriesOf(selectors: readonly Selector[]): readonly EventCategory[] | null {
  if (selectors.length === 0) return null;
  const named = selectors.flatMap((selector) => valuesOf(selector, 'eventCategory'));
  return CATEGORIES.filter((category) => named.includes(category));
}

/** Empty where the selectors are not told, or leave out nothing that could answer the question. */
export function unrecorded(test: EventTest, selectors: readonly Selector[], storeName: string): readonly Gap[] {
  const categories = categoriesOf(selectors);
  if (categories === null) return [];
  return [
    ...(onlyData(test) ? [] : leftOut(test, of(selectors, 'Management'), 'management', storeName)),
    ...(unlogged(test).length === 0 ? [] : leftOut(test, of(selectors, 'Data'), 'data', storeName)),
  ];
}

function of(selectors: readonly Selector[], category: EventCategory): readonly Selector[] {
  return selectors.filter((selector) => valuesOf(selector, 'eventCategory').includes(category));
}

function leftOut(test: EventTest, selectors: readonly Selector[], category: string, storeName: string): readonly Gap[] {
  if (selectors.length === 0) {
    const detail = `${storeName} records no ${category} events. Ask a source that has them, or have its event selectors changed for what is to come.`;
    return [{ kind: 'category-not-logged', detail }];
  }
  const limits = selectors.map((selector) => selector.filter((field) => limitsAnswer(field, test, selectors)));
  if (limits.some((fields) => fields.length === 0)) return [];
  const words = [...new Set(limits.map((fields) => fields.map(describe).join(' and ')))].join('; or ');
  const detail = `${storeName} records ${category} events only where ${words}. Others that may answer this are not in it.`;
  return [{ kind: 'category-not-logged', detail }];
}

/** Whether a field of a selector can keep out an event that answers. */
function limitsAnswer(field: SelectorField, test: EventTest, all: readonly Selector[]): boolean {
  if (field.field === 'eventCategory') return false;
  if (field.more) return true;
  switch (field.field) {
    case 'readOnly':
      return !(field.equals.length === 1 && agreesOnReading(test, field.equals[0] === 'true'));
    case 'eventSource': {
      const services = servicesOf(test);
      const excluded = field.notEquals.map((source) => source.replace(/\.amazonaws\.com$/, ''));
      return field.equals.length > 0 || services === null || services.some((service) => excluded.includes(service));
    }
    case 'resources.type': {
      // A data event has one type; each service's are taken together from all selectors that name them whole.
      const services = servicesOf(test);
      const types = all.flatMap((selector) => (selector.length <= 2 ? valuesOf(selector, 'resources.type') : []));
      const recorded = types.map((type) => (type.split('::')[1] ?? '').toLowerCase());
      return field.notEquals.length > 0 || services === null || !services.every((each) => recorded.includes(each));
    }
    default:
      return true;
  }
}

/** True when everything that answers reads, or everything writes, as asked. By the event's name where that tells. */
function agreesOnReading(test: EventTest, reads: boolean): boolean {
  switch (test.kind) {
    case 'read-only':
      return test.readOnly === reads;
    case 'action':
      return readReadOnly({}, test.name) === reads;
    case 'all':
      return test.tests.some((inner) => agreesOnReading(inner, reads));
    case 'any':
      return test.tests.length > 0 && test.tests.every((inner) => agreesOnReading(inner, reads));
    default:
      return false;
  }
}

/** Services that everything that answers is of, lower case; null: not known. */
function servicesOf(test: EventTest): readonly string[] | null {
  switch (test.kind) {
    case 'action': {
      const data = dataServicesOf(test.name);
      return test.service === null ? (data.length === 0 ? null : data) : [test.service.toLowerCase()];
    }
    case 'service':
      return [test.service.toLowerCase()];
    case 'all':
      return test.tests.map(servicesOf).find((services) => services !== null) ?? null;
    case 'any': {
      const each = test.tests.map(servicesOf);
      return each.some((services) => services === null) ? null : each.flatMap((services) => services ?? []);
    }
    default:
      return null;
  }
}

function valuesOf(selector: Selector, field: string): readonly string[] {
  return selector.filter((each) => each.field === field).flatMap(({ equals }) => equals);
}

function describe({ field, equals, notEquals, more }: SelectorField): string {
  const said = [
    ...(equals.length === 0 ? [] : [`is ${equals.slice(0, 5).join(' or ')}`]),
    ...(notEquals.length === 0 ? [] : [`is not ${notEquals.slice(0, 5).join(' or ')}`]),
    ...(more ? ['begins or ends in certain ways'] : []),
  ];
  return `${field} ${said.join(' and ')}`;
}
