// What an event must have for a condition to be able to hold: bounds a source can look up by. Always a superset: where a
// bound cannot be given, null. `holds.ts` decides.
import type { EventTest, ResourceRef } from '../domain/question.ts';
import { identifierTokens } from './identifier.ts';

type Bound = readonly string[] | null;
type LeafBound = (test: EventTest) => Bound;

/** The event must bear at least one of these tokens (`eventTokens`). */
export function requiredTokens(test: EventTest): Bound {
  return bound(test, (leaf) => (leaf.kind === 'resource' ? tokensOf(leaf.resource) : null));
}

/** The event's action, lower case, must be one of these. */
export function requiredActions(test: EventTest): Bound {
  return bound(test, (leaf) => (leaf.kind === 'action' ? [leaf.name.toLowerCase()] : null));
}

/** The event's caller must be known by at least one of these tokens (`actorTokens`). */
export function requiredActorTokens(test: EventTest): Bound {
  return bound(test, (leaf) => (leaf.kind === 'actor' ? tokensOf(leaf.resource) : null));
}

/** The event must be of one of these Regions, lower case. */
export function requiredRegions(test: EventTest): Bound {
  return bound(test, (leaf) => (leaf.kind === 'region' ? [leaf.region.toLowerCase()] : null));
}

/** The event must be in the log of one of these accounts. */
export function requiredAccounts(test: EventTest): Bound {
  return bound(test, (leaf) => (leaf.kind === 'account' ? [leaf.account] : null));
}

function tokensOf(resource: ResourceRef): readonly string[] {
  return [...new Set([...identifierTokens(resource.text), ...resource.tokens])];
}

/** `all`: the narrowest bound of any part. `any`: the union, if every part has one. `not` bounds nothing. */
function bound(test: EventTest, ofLeaf: LeafBound): Bound {
  switch (test.kind) {
    case 'all': {
      const bounds = test.tests.map((inner) => bound(inner, ofLeaf)).filter((inner) => inner !== null);
      return bounds.reduce<Bound>((best, next) => (best === null || next.length < best.length ? next : best), null);
    }
    case 'any': {
      const bounds = test.tests.map((inner) => bound(inner, ofLeaf));
      return bounds.some((inner) => inner === null) ? null : [...new Set(bounds.flatMap((inner) => inner ?? []))];
    }
    case 'not':
      return null;
    default:
      return ofLeaf(test);
  }
}
